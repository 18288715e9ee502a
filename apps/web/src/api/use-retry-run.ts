'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Starts a failed run again from its last good step. */
export function useRetryRun(org: string, runId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/retry', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
        }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['runs', org] })
      await client.invalidateQueries({ queryKey: ['run', org, runId] })
    },
  })
}
