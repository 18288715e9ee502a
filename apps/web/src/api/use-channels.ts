'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useChannels(org: string) {
  return useQuery({
    queryKey: ['notifications', org, 'channels'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notifications/{org_slug}/channels', {
          params: { path: { org_slug: org } },
          signal,
        }),
      ),
  })
}
