'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { DayRange } from '../state/range-preset.ts'
import { answer, api } from './client.ts'

/** The rules of FOCUS asked of the charges of a range. Reads all of them, so it is asked once a visit. */
export function useConformance(org: string, range: DayRange) {
  return useQuery({
    queryKey: ['conformance', org, range],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/conformance', {
          params: { path: { org_slug: org }, query: { start_date: range.start, end_date: range.end } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    staleTime: Infinity,
  })
}
