'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Replaces the key; the answer holds the new one in clear, once. */
export function useRotateApiKey(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/organizations/{org_slug}/api-key/rotate', { params: { path: { org_slug: org } } }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-key', org] }),
  })
}
