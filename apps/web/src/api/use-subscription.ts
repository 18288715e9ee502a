'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useSubscription(org: string) {
  return useQuery({
    queryKey: ['subscription', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/subscription', {
          params: { path: { org_slug: org } },
          signal,
        }),
      ),
  })
}
