'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { Role } from './shapes.ts'

/** A new invitation, or with an id the same one again with a new link. */
type Invite = { readonly email: string; readonly role: Role } | { readonly again: string }

/** The answer holds the link, once, when no mail went out. */
export function useInvite(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (invite: Invite) =>
      answer(
        'again' in invite
          ? api.POST('/api/v1/organizations/{org_slug}/invitations/{invitation_id}/resend', {
              params: { path: { org_slug: org, invitation_id: invite.again } },
            })
          : api.POST('/api/v1/organizations/{org_slug}/invitations', {
              params: { path: { org_slug: org } },
              body: invite,
            }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations', org] }),
  })
}
