'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { gapQuery, type GapFilter } from '../state/gap-state.ts'
import type { DayRange } from '../state/range-preset.ts'
import { answer, api } from './client.ts'

export type GapPage = { readonly limit: number; readonly offset: number }

/** One page of billed, priced and gap by key, with totals of everything that matches. */
export function useReconciliation(
  org: string,
  range: DayRange,
  filter: GapFilter,
  page: GapPage,
  enabled: boolean,
) {
  return useQuery({
    queryKey: ['reconciliation', org, range, filter, page],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/genai/{org_slug}/reconciliation', {
          params: { path: { org_slug: org }, query: { ...gapQuery(range, filter), ...page } },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  })
}
