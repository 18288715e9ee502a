'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DayRange } from '../state/range-preset.ts'
import { answer, api } from './client.ts'

/** Values that occur in a range, to choose filters from. */
export function useCostFilterChoices(org: string, range: DayRange) {
  return useQuery({
    queryKey: ['cost-filters', org, range],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/filters', {
          params: { path: { org_slug: org }, query: { start_date: range.start, end_date: range.end } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
  })
}
