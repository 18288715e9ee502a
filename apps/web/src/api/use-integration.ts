'use client'

import { useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'

export function useIntegration(org: string, provider: string) {
  return useQuery({
    queryKey: ['integrations', org, provider],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/integrations/{org_slug}/{provider}', {
          params: { path: { org_slug: org, provider } },
          signal,
        }),
      ),
  })
}
