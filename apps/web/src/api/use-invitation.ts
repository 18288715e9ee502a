'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** What the link a person holds invites them to. */
export function useInvitation(token: string) {
  return useQuery({
    queryKey: ['invitation', token],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/invitations/by-token', {
          params: { header: { 'x-invitation-token': token } },
          signal,
        }),
      ),
    // Once it was accepted it is gone; asking again would put that in place of the page.
    staleTime: Number.POSITIVE_INFINITY,
  })
}
