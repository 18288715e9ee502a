'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Asks the provider whether the stored credential still works. */
export function useValidateIntegration(org: string, provider: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/integrations/{org_slug}/{provider}/validate', {
          params: { path: { org_slug: org, provider } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['integrations', org] }),
  })
}
