'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { NewApiKeyRequest } from './shapes.ts'

/** A new key, or with an id one in the place of another; the answer holds it in clear, once. */
type MakeApiKey = NewApiKeyRequest | { readonly replaces: string }

export function useMakeApiKey(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (wanted: MakeApiKey) =>
      answer(
        'replaces' in wanted
          ? api.POST('/api/v1/organizations/{org_slug}/api-keys/{api_key_id}/rotate', {
              params: { path: { org_slug: org, api_key_id: wanted.replaces } },
            })
          : api.POST('/api/v1/organizations/{org_slug}/api-keys', {
              params: { path: { org_slug: org } },
              body: wanted,
            }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['api-keys', org] }),
  })
}
