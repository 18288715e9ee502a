'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { OverrideInput } from './shapes.ts'

/** Sets what is paid instead of the list price of an id, for days of one's choice. */
export function useSetOverride(org: string, priceId: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: OverrideInput) =>
      answer(
        api.PUT('/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}/override', {
          params: { path: { org_slug: org, flow: 'payg', identifier: priceId } },
          body,
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['prices', org, 'own'] }),
  })
}
