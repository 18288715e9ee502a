'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Overrides, custom prices and discounts of the organization, past and future ones too. */
export function useOwnPrices(org: string) {
  return useQuery({
    queryKey: ['prices', org, 'own'],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/genai/{org_slug}/own-prices', { params: { path: { org_slug: org } }, signal })),
  })
}
