'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

/** Every provider of the registry with the state of its credential. */
export function useIntegrations(org: string) {
  return useQuery({
    queryKey: ['integrations', org],
    queryFn: ({ signal }) =>
      answer(api.GET('/api/v1/integrations/{org_slug}', { params: { path: { org_slug: org } }, signal })),
  })
}
