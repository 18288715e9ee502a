'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useCancelRun(org: string, runId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/pipelines/runs/{pipeline_logging_id}', {
          params: { path: { org_slug: org, pipeline_logging_id: runId } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['run', org, runId] }),
  })
}
