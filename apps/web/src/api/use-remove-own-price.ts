'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { OwnPrice } from './shapes.ts'

/** Takes back an override, or removes a custom price with the overrides of it. */
export function useRemoveOwnPrice(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ kind, price_id: identifier }: OwnPrice) => {
      const params = { path: { org_slug: org, flow: 'payg', identifier } }
      return answer(
        kind === 'override'
          ? api.DELETE('/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}/override', { params })
          : api.DELETE('/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}', { params }),
      )
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['prices', org, 'own'] }),
  })
}
