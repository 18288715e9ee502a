'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useApiKey(org: string) {
  return useQuery({
    queryKey: ['api-key', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/api-key', { params: { path: { org_slug: org } }, signal }),
      ),
  })
}
