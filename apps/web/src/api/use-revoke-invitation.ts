'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useRevokeInvitation(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (id: string) =>
      answer(
        api.DELETE('/api/v1/organizations/{org_slug}/invitations/{invitation_id}', {
          params: { path: { org_slug: org, invitation_id: id } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['invitations', org] }),
  })
}
