'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useDeleteIntegration(org: string, provider: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.DELETE('/api/v1/integrations/{org_slug}/{provider}', {
          params: { path: { org_slug: org, provider } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations', org] }),
  })
}
