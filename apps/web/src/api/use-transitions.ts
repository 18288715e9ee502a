'use client'

import { useQuery } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { queryText } from './query-text.ts'
import { TransitionList } from './run-shapes.ts'

/** State changes of a run and its steps; `version` changes when there may be new ones. */
export function useTransitions(org: string, runId: string, version: string) {
  return useQuery({
    queryKey: ['run', org, runId, 'transitions', version],
    queryFn: ({ signal }) =>
      answerAs(
        TransitionList,
        api.GET('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/transitions', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
          querySerializer: () => queryText({ limit: 500 }),
          signal,
        }),
      ),
    placeholderData: (previous) => previous,
  })
}
