'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answerAs } from './answer-as.ts'
import { api } from './client.ts'
import { RetriedRun } from './run-shapes.ts'

/** Starts a failed run again from its last good step. */
export function useRetryRun(org: string, runId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answerAs(
        RetriedRun,
        api.POST('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/retry', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
          body: {},
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['runs', org] })
      await client.invalidateQueries({ queryKey: ['run', org, runId] })
    },
  })
}
