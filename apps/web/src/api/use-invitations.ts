'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Invitations nobody has accepted yet. */
export function useInvitations(org: string) {
  return useQuery({
    queryKey: ['invitations', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/invitations', {
          params: { path: { org_slug: org } },
          signal,
        }),
      ),
  })
}
