'use client'

import { useMutation, useQueryClient } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import type { ChannelCreate, ChannelUpdate } from './shapes.ts'

/** Adds a channel, or changes the one whose id is given. */
export function useSaveChannel(org: string, id: string | undefined) {
  const client = useQueryClient()
  return useMutation({
    mutationFn: ({ channel_type, ...change }: ChannelUpdate & Pick<ChannelCreate, 'name' | 'channel_type'>) =>
      answer(
        id === undefined
          ? api.POST('/api/v1/notifications/{org_slug}/channels', {
              params: { path: { org_slug: org } },
              body: { ...change, channel_type },
            })
          : api.PUT('/api/v1/notifications/{org_slug}/channels/{channel_id}', {
              params: { path: { org_slug: org, channel_id: id } },
              body: change,
            }),
      ),
    onSuccess: () => client.invalidateQueries({ queryKey: ['notifications', org] }),
  })
}
