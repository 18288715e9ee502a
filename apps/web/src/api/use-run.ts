'use client'

import { useQuery } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { RunDetail } from './run-shapes.ts'
import { runIsOpen } from './run-is-open.ts'

/** One run with its steps; asks every second until it has ended. */
export function useRun(org: string, runId: string) {
  return useQuery({
    queryKey: ['run', org, runId],
    queryFn: ({ signal }) =>
      answerAs(
        RunDetail,
        api.GET('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
          signal,
        }),
      ),
    refetchInterval: ({ state }) => (state.data && !runIsOpen(state.data.status) ? false : 1_000),
  })
}
