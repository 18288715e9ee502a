'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

const DAYS = 30
const SHOWN = 50

/** The newest messages of the last 30 days. */
export function useNotificationHistory(org: string) {
  return useQuery({
    queryKey: ['notifications', org, 'history'],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/notifications/{org_slug}/history', {
          params: { path: { org_slug: org }, query: { days: DAYS, limit: SHOWN } },
          signal,
        }),
      ),
    refetchInterval: 30_000,
  })
}
