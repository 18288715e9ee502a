'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Models of the longest list the API answers at once; all shipped lists together have fewer. */
const LONGEST_LIST = 10_000

/** Every price the organization's runs published. It changes with a run only, so it is asked for rarely. */
export function usePublishedPrices(org: string) {
  return useQuery({
    queryKey: ['prices', org, 'published'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/genai/{org_slug}/pricing', {
          params: { path: { org_slug: org }, query: { limit: LONGEST_LIST } },
          signal,
        }),
      ),
    staleTime: 300_000,
  })
}
