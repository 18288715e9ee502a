'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { CustomPriceInput } from './shapes.ts'

export function useAddCustomPrice(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: CustomPriceInput) =>
      answer(
        api.POST('/api/v1/genai/{org_slug}/pricing/{flow}', {
          params: { path: { org_slug: org, flow: 'payg' } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['prices', org, 'own'] }),
  })
}
