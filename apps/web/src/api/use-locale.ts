'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useLocale(org: string) {
  return useQuery({
    queryKey: ['locale', org],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/organizations/{org_slug}/locale', { params: { path: { org_slug: org } }, signal }),
      ),
    refetchInterval: ({ state }) => (state.data?.report_days.state === 'rebuilding' ? 2_000 : false),
  })
}
