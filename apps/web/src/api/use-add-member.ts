'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { Role } from './shapes.ts'
import { answer, api } from './client.ts'

/** Gives a person who has an account a role in the organization. */
export function useAddMember(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (body: { email: string; role: Role }) =>
      answer(
        api.POST('/api/v1/organizations/{org_slug}/members', { params: { path: { org_slug: org } }, body }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['members', org] }),
  })
}
