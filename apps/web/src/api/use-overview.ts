'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { includedIn, type OverviewChoice } from '../state/overview-state.ts'
import { answer, api } from './client.ts'

export function useOverview(org: string, choice: OverviewChoice) {
  return useQuery({
    queryKey: ['overview', org, choice],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/overview', {
          params: {
            path: { org_slug: org },
            query: { metric: choice.metric, ...inclusion(choice) },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    // A first load or a running pipeline fills an empty overview soon.
    refetchInterval: ({ state }) => (state.data?.currencies.length === 0 ? 5_000 : 60_000),
  })
}

function inclusion(choice: OverviewChoice) {
  const { tax, credits } = includedIn(choice)
  return { include_tax: flag(tax), include_credits: flag(credits) }
}

function flag(value: boolean): 'true' | 'false' {
  return value ? 'true' : 'false'
}
