'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DayRange } from '../state/range-preset.ts'
import { answer, api } from './client.ts'

export type CostFilter = DayRange & {
  readonly providers: readonly string[]
  readonly categories: readonly string[]
}

/** The filters as the API spells them; `end` is exclusive on both sides. */
export function costQuery(filter: CostFilter) {
  return {
    start_date: filter.start,
    end_date: filter.end,
    providers: filter.providers.join(',') || undefined,
    service_categories: filter.categories.join(',') || undefined,
  }
}

/** Sums of one range by provider or service, one row per currency. */
export function useCostGroups(
  org: string,
  group: 'provider' | 'service',
  filter: CostFilter,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ['costs', org, group, filter],
    queryFn: ({ signal }) => {
      const params = { path: { org_slug: org }, query: costQuery(filter) }
      return answer(
        group === 'provider'
          ? api.GET('/api/v1/costs/{org_slug}/by-provider', { params, signal })
          : api.GET('/api/v1/costs/{org_slug}/by-service', { params, signal }),
      )
    },
    placeholderData: keepPreviousData,
    enabled,
  })
}
