'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useMembers(org: string) {
  return useQuery({
    queryKey: ['members', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/members', { params: { path: { org_slug: org } }, signal }),
      ),
  })
}
