'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useSaveLocale(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { default_currency: string; default_timezone: string }) =>
      answer(
        api.PUT('/api/v1/organizations/{org_slug}/locale', { params: { path: { org_slug: org } }, body }),
      ),
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['locale', org] })
      await client.invalidateQueries({ queryKey: ['overview', org] })
    },
  })
}
