'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { IntegrationInput } from './shapes.ts'
import { answer, api } from './client.ts'

/** Stores a new credential, or replaces parts of the one that exists. */
export function useSaveIntegration(org: string, provider: string, exists: boolean) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: IntegrationInput) => {
      const params = { path: { org_slug: org, provider } }
      return answer(
        exists
          ? api.PUT('/api/v1/integrations/{org_slug}/{provider}', { params, body })
          : api.POST('/api/v1/integrations/{org_slug}/{provider}/setup', { params, body }),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations', org] }),
  })
}
