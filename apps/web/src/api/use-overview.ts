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

/** The cash view is what was billed: nothing is left out of it. */
function inclusion({ metric, tax, credits }: OverviewChoice) {
  const cash = metric === 'billed'
  return { include_tax: flag(cash || tax), include_credits: flag(cash || credits) }
}

function flag(value: boolean): 'true' | 'false' {
  return value ? 'true' : 'false'
}
