'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useRevokeApiKey(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      answer(
        api.DELETE('/api/v1/organizations/{org_slug}/api-keys/{api_key_id}', {
          params: { path: { org_slug: org, api_key_id: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys', org] }),
  })
}
