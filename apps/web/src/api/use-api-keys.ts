'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Keys of the organization that work or have expired, newest first; never the keys themselves. */
export function useApiKeys(org: string) {
  return useQuery({
    queryKey: ['api-keys', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/api-keys', { params: { path: { org_slug: org } }, signal }),
      ),
  })
}
