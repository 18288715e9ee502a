'use client'

import type { CostRow, DateRange } from '../../api/shapes.ts'
import { useCostGroups } from '../../api/use-cost-groups.ts'
import { useCostRows } from '../../api/use-cost-rows.ts'
import { filterOf, type CostFilter } from '../../state/cost-filter.ts'
import type { Grouping } from '../../state/cost-state.ts'
import type { DayRange } from '../../state/range-preset.ts'
import type { CostTotal } from './cost-totals.tsx'

type State = CostFilter & {
  readonly group: Grouping
  readonly q: string
  readonly sort: string | null
  readonly order: 'asc' | 'desc'
  readonly page: number
  readonly size: number
}

type CostTableData = {
  readonly rows: readonly CostRow[]
  readonly total: number
  readonly totals: readonly CostTotal[]
  /** The range as the API understood it; undefined before its first answer. */
  readonly dateRange: DateRange | undefined
  readonly error: Error | null
  readonly isPending: boolean
  readonly isReady: boolean
  /** Shows the answer to the question before while the next one is on its way. */
  readonly isStale: boolean
  readonly retry: () => void
}

/** Groups and charges come from two routes; the table wants one shape. */
export function useCostTable(org: string, state: State, range: DayRange, enabled: boolean): CostTableData {
  const selection = { ...range, ...filterOf(state) }
  const isRows = state.group === 'rows'
  const groups = useCostGroups(
    org,
    state.group === 'provider' ? 'provider' : 'service',
    selection,
    enabled && !isRows,
  )
  const rows = useCostRows(
    org,
    selection,
    {
      sort: state.sort,
      order: state.order,
      search: state.q,
      limit: state.size,
      offset: (state.page - 1) * state.size,
    },
    enabled && isRows,
  )
  const query = isRows ? rows : groups
  return {
    rows: (isRows ? rows.data?.rows : groups.data?.data) ?? [],
    total: isRows ? (rows.data?.total ?? 0) : (groups.data?.data.length ?? 0),
    totals: (isRows ? rows.data?.currencies : groups.data?.summary.currencies) ?? [],
    dateRange: isRows ? rows.data?.date_range : groups.data?.summary.date_range,
    error: query.error,
    isPending: query.isPending && enabled,
    isReady: query.data !== undefined,
    isStale: query.isPlaceholderData,
    retry: () => void query.refetch(),
  }
}
