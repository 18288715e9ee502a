'use client'

import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { answer, api } from './client.ts'
import { costQuery, type CostSelection } from './use-cost-groups.ts'
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
export function useCostRows(org: string, selection: CostSelection, page: CostPage, enabled: boolean) {
  return useQuery({
    queryKey: ['costs', org, 'rows', selection, page],
    queryFn: ({ signal }) =>
      answer(
        api.GET('/api/v1/costs/{org_slug}/rows', {
          params: {
            path: { org_slug: org },
            query: {
              ...costQuery(selection),
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
