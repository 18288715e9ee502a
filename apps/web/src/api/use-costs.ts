'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { Grouping } from '../state/cost-state.ts'
import { answer, api } from './client.ts'

export type CostChoice = {
  readonly start: string
  readonly end: string
  readonly group: Grouping
  readonly providers: readonly string[]
  readonly categories: readonly string[]
  readonly limit: number
  readonly offset: number
}

/** Rows or groups of one range. Groups come whole; rows come by page. */
export function useCosts(org: string, choice: CostChoice, enabled: boolean) {
  return useQuery({
    queryKey: ['costs', org, choice],
    queryFn: ({ signal }) => {
      const filters = {
        start_date: choice.start,
        end_date: choice.end,
        providers: choice.providers.join(',') || undefined,
        service_categories: choice.categories.join(',') || undefined,
      }
      const path = { org_slug: org }
      if (choice.group === 'provider') {
        return answer(
          api.GET('/api/v1/costs/{org_slug}/by-provider', { params: { path, query: filters }, signal }),
        )
      }
      if (choice.group === 'service') {
        return answer(
          api.GET('/api/v1/costs/{org_slug}/by-service', { params: { path, query: filters }, signal }),
        )
      }
      const query = { ...filters, limit: choice.limit, offset: choice.offset }
      return answer(api.GET('/api/v1/costs/{org_slug}', { params: { path, query }, signal }))
    },
    placeholderData: keepPreviousData,
    enabled,
  })
}
