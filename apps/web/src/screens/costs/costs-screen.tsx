'use client'

import { ListChecks, Scale, Tag } from 'lucide-react'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useCallback, useState } from 'react'
import type { CostRow } from '../../api/shapes.ts'
import { useLocale } from '../../api/use-locale.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { DayNote } from '../../components/day-note.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatQuantity } from '../../format/money.ts'
import { addDays, dayIn, formatDay } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { filterOf, NO_FILTER, type CostFilter } from '../../state/cost-filter.ts'
import { costsHref, costState } from '../../state/cost-state.ts'
import { presetRange } from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ChargePanel } from '../charge/charge-panel.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { columnsFor, visibleIds } from './cost-columns.ts'
import { CostFilters } from './cost-filters.tsx'
import { CostTable } from './cost-table.tsx'
import { ExportMenu } from './export-menu.tsx'
import { Pager } from './pager.tsx'
import { useCostTable } from './use-cost-table.ts'

type CostsScreenProps = { readonly org: string }

export function CostsScreen({ org }: CostsScreenProps) {
  const [state, setState] = useQueryStates(costState, { history: 'push' })
  const zone = useLocale(org).data?.report_days.time_zone ?? 'UTC'
  const today = dayIn(zone, useNow(3_600_000))
  const monthToDate = presetRange('mtd', today)
  const range = { start: state.start ?? monthToDate.start, end: state.end ?? monthToDate.end }
  const backwards = range.start >= range.end
  const costs = useCostTable(org, state, range, !backwards)
  const columns = columnsFor(state.group, costs.rows)
  const visible = visibleIds(columns, state.cols)
  const [opened, setOpened] = useState<number | null>(null)
  const hrefOf = useCallback(
    (row: CostRow, column: string) => {
      const narrowed = narrow(state, row, column)
      return (
        narrowed && costsHref(org, { ...state, ...narrowed, group: 'rows', sort: null, page: 1, cols: null })
      )
    },
    [org, state],
  )
  const change = useCallback((next: Parameters<typeof setState>[0]) => void setState(next), [setState])
  return (
    <>
      <PageHeader
        title="Costs"
        note={
          <>
            {formatDay(range.start)} to {formatDay(addDays(range.end, -1))}
            {costs.dateRange ? (
              <>
                , <DayNote timeZone={costs.dateRange.time_zone} sources={costs.dateRange.utc_day_sources} />
              </>
            ) : null}
            {costs.isReady ? (
              <span className="text-faint">
                {' '}
                · {formatQuantity(costs.total)} {state.group === 'rows' ? 'charges' : `${state.group}s`}
              </span>
            ) : null}
          </>
        }
        actions={
          <>
            <Button asChild>
              <Link href={paths.conformance(org)}>
                <ListChecks aria-hidden /> Conformance
              </Link>
            </Button>
            <Button asChild>
              <Link href={paths.reconciliation(org)}>
                <Scale aria-hidden /> Reconciliation
              </Link>
            </Button>
            <Button asChild>
              <Link href={paths.prices(org)}>
                <Tag aria-hidden /> Prices
              </Link>
            </Button>
            <ColumnMenu columns={columns} visible={visible} onChange={(cols) => change({ cols })} />
            <ExportMenu
              org={org}
              range={range}
              filter={filterOf(state)}
              search={state.group === 'rows' ? state.q : ''}
            />
          </>
        }
      />
      <CostFilters org={org} state={state} range={range} today={today} onChange={change} />
      {backwards ? (
        <EmptyState title="The range ends before it starts">
          Choose an end after {formatDay(range.start)}.
        </EmptyState>
      ) : null}
      {costs.error ? <ErrorState error={costs.error} what="The costs" onRetry={costs.retry} /> : null}
      {costs.isPending && !backwards ? <Loading label="Loading costs" rows={12} /> : null}
      {costs.isReady && costs.rows.length === 0 ? (
        <EmptyState
          title="No costs match"
          action={
            <Button onClick={() => change({ ...NO_FILTER, q: null, start: null, end: null, page: null })}>
              Clear the filters
            </Button>
          }
        >
          Nothing was charged in this range with these filters, or its pipelines have not run yet.
        </EmptyState>
      ) : null}
      {costs.rows.length > 0 ? (
        <div aria-busy={costs.isStale}>
          <CostTable
            columns={columns}
            visible={visible}
            rows={costs.rows}
            timeZone={costs.dateRange?.time_zone ?? zone}
            serverSorted={state.group === 'rows'}
            caption={state.group === 'rows' ? 'Charges of this page' : `Costs by ${state.group}`}
            chosen={state.cols !== null}
            totals={costs.totals}
            sort={state.sort}
            order={state.order}
            onSort={(sort, order) => change({ sort, order, page: null })}
            onOpen={state.group === 'rows' ? setOpened : undefined}
            hrefOf={state.group === 'rows' ? undefined : hrefOf}
          />
          {state.group === 'rows' ? (
            <Pager page={state.page} size={state.size} total={costs.total} onChange={change} />
          ) : null}
        </div>
      ) : null}
      {state.group === 'rows' ? (
        <ChargePanel org={org} rows={costs.rows} index={opened} onMove={setOpened} />
      ) : null}
    </>
  )
}

type Narrowed = { readonly providers?: string[]; readonly services?: string[] }

/** The filter that leaves the charges behind a cell of a table of groups. */
function narrow(filter: CostFilter, row: CostRow, column: string): Narrowed | undefined {
  const provider = row['provider']
  const service = row['service']
  if (column === 'provider' && typeof provider === 'string') return { providers: [provider] }
  if (column === 'service' && typeof service === 'string')
    return {
      services: [service],
      providers: typeof provider === 'string' ? [provider] : [...filter.providers],
    }
  return undefined
}
