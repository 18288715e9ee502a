'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useCancelRun(org: string, runId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/cancel', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
          body: {},
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['run', org, runId] }),
  })
}
