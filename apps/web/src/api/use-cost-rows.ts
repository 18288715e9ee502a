'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { costQuery, type CostFilter } from './use-cost-groups.ts'
import { rowOrder } from './row-order.ts'

export type CostPage = {
  /** Column id the table is sorted by. */
  readonly sort: string | null
  readonly order: 'asc' | 'desc'
  readonly search: string
  readonly limit: number
  readonly offset: number
}

/** One page of charges, filtered, searched and sorted by the API. */
export function useCostRows(org: string, filter: CostFilter, page: CostPage, enabled: boolean) {
  return useQuery({
    queryKey: ['costs', org, 'rows', filter, page],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/rows', {
          params: {
            path: { org_slug: org },
            query: {
              ...costQuery(filter),
              ...rowOrder(page.sort),
              order: page.order,
              search: page.search,
              limit: page.limit,
              offset: page.offset,
            },
          },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    enabled,
  })
}
