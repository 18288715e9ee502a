'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Sends a test message now; a message that did not arrive is an answer, not an error. */
export function useTestChannel(org: string, id: string) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: () =>
      answer(
        api.POST('/api/v1/notifications/{org_slug}/channels/{channel_id}/test', {
          params: { path: { org_slug: org, channel_id: id } },
        }),
      ),
    onSettled: () => client.invalidateQueries({ queryKey: ['notifications', org, 'history'] }),
  })
}
