'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** State changes of a run and its steps; `version` changes when there may be new ones. */
export function useTransitions(org: string, runId: string, version: string) {
  return useQuery({
    queryKey: ['run', org, runId, 'transitions', version],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/transitions', {
          params: { path: { org_slug: org, pipeline_logging_id: runId }, query: { limit: 500 } },
          signal,
        }),
      ),
    placeholderData: (previous) => previous,
  })
}
