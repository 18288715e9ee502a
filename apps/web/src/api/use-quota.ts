'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useQuota(org: string) {
  return useQuery({
    queryKey: ['quota', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/quota', { params: { path: { org_slug: org } }, signal }),
      ),
  })
}
