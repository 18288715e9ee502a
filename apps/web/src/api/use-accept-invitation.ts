'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useAcceptInvitation(token: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () => answer(api.POST('/api/v1/invitations/accept', { body: { token } })),
    onSuccess: () => client.invalidateQueries({ queryKey: ['me'] }),
  })
}
