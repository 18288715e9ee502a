'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useRemoveMember(org: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: (userId: string) =>
      answer(
        api.DELETE('/api/v1/organizations/{org_slug}/members/{user_id}', {
          params: { path: { org_slug: org, user_id: userId } },
        }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['members', org] }),
  })
}
