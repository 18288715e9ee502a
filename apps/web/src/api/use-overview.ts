'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Metric } from '../state/overview-state.ts'
import { answer, api } from './client.ts'

type OverviewChoice = { readonly metric: Metric; readonly tax: boolean; readonly credits: boolean }

export function useOverview(org: string, choice: OverviewChoice) {
  return useQuery({
    queryKey: ['overview', org, choice],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/overview', {
          params: {
            path: { org_slug: org },
            query: { metric: choice.metric, include_tax: choice.tax, include_credits: choice.credits },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    refetchInterval: 60_000,
  })
}
