'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { api, done } from './client.ts'

export function useDeleteChannel(org: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      done(
        api.DELETE('/api/v1/notifications/{org_slug}/channels/{channel_id}', {
          params: { path: { org_slug: org, channel_id: id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications', org, 'channels'] }),
  })
}
