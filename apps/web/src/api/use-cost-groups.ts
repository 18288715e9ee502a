'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { filterQuery, type CostFilter } from '../state/cost-filter.ts'
import type { DayRange } from '../state/range-preset.ts'
import { answer, api } from './client.ts'

/** What to count and over which days; `end` is exclusive on both sides. */
export type CostSelection = DayRange & CostFilter

export function costQuery(selection: CostSelection) {
  return { start_date: selection.start, end_date: selection.end, ...filterQuery(selection) }
}

/** Sums of one range by provider or service, one row per currency. */
export function useCostGroups(
  org: string,
  group: 'provider' | 'service',
  selection: CostSelection,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ['costs', org, group, selection],
    queryFn: ({ signal }) => {
      const params = { path: { org_slug: org }, query: costQuery(selection) }
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
