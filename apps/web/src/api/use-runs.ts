'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { runIsOpen } from './run-is-open.ts'

type RunsChoice = { readonly status: string | null; readonly limit: number; readonly offset: number }

/** Run history, newest first; asks every two seconds while a run on the page is open. */
export function useRuns(org: string, choice: RunsChoice) {
  return useQuery({
    queryKey: ['runs', org, choice],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/pipelines/{org_slug}/runs', {
          params: {
            path: { org_slug: org },
            query: { status_filter: choice.status ?? undefined, limit: choice.limit, offset: choice.offset },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => (state.data?.runs.some((run) => runIsOpen(run.status)) ? 2_000 : 30_000),
  })
}
