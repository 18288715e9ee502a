'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { queryText } from './query-text.ts'
import { RunList } from './run-shapes.ts'
import { runIsOpen } from './run-is-open.ts'

type RunsChoice = { readonly status: string | null; readonly limit: number; readonly offset: number }

/** Run history, newest first; asks every two seconds while a run on the page is open. */
export function useRuns(org: string, { status, limit, offset }: RunsChoice) {
  return useQuery({
    queryKey: ['runs', org, status, limit, offset],
    queryFn: ({ signal }) =>
      answerAs(
        RunList,
        api.GET('/api/v1/pipelines/{org_slug}/runs', {
          params: { path: { org_slug: org } },
          querySerializer: () => queryText({ status_filter: status, limit, offset }),
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => runIsOpen(run.status)) ? 2_000 : 30_000),
  })
}
