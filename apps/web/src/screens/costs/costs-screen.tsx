'use client'

import { useQueryStates } from 'nuqs'
import { useCosts } from '../../api/use-costs.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatQuantity } from '../../format/money.ts'
import { addDays, formatDay, utcDay } from '../../format/time.ts'
import { costState } from '../../state/cost-state.ts'
import { presetRange } from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { ColumnMenu } from './column-menu.tsx'
import { columnsFor, visibleIds } from './cost-columns.ts'
import { CostFilters } from './cost-filters.tsx'
import { CostTable } from './cost-table.tsx'
import { ExportMenu } from './export-menu.tsx'
import { Pager } from './pager.tsx'

type CostsScreenProps = { readonly org: string }

export function CostsScreen({ org }: CostsScreenProps) {
  const [state, setState] = useQueryStates(costState, { history: 'push' })
  const today = utcDay(useNow(3_600_000))
  const monthToDate = presetRange('mtd', today)
  const range = { start: state.start ?? monthToDate.start, end: state.end ?? monthToDate.end }
  const backwards = range.start >= range.end
  const costs = useCosts(
    org,
    {
      ...range,
      group: state.group,
      providers: state.providers,
      categories: state.categories,
      limit: state.size,
      offset: (state.page - 1) * state.size,
    },
    !backwards,
  )
  const rows = costs.data?.data ?? []
  const columns = columnsFor(state.group, rows)
  const visible = visibleIds(columns, state.cols)
  const total = costs.data?.pagination?.total ?? rows.length
  return (
    <>
      <PageHeader
        title="Costs"
        note={
          <>
            {formatDay(range.start)} to {formatDay(addDays(range.end, -1))}
            {costs.data ? (
              <span className="text-faint">
                {' '}
                · {formatQuantity(total)} {state.group === 'rows' ? 'charges' : `${state.group}s`}
              </span>
            ) : null}
          </>
        }
        actions={
          <>
            <ColumnMenu columns={columns} visible={visible} onChange={(cols) => void setState({ cols })} />
            <ExportMenu org={org} range={range} providers={state.providers} categories={state.categories} />
          </>
        }
      />
      <CostFilters
        org={org}
        state={state}
        range={range}
        today={today}
        onChange={(change) => void setState(change)}
      />
      {backwards ? (
        <EmptyState title="The range ends before it starts">
          Choose an end after {formatDay(range.start)}.
        </EmptyState>
      ) : null}
      {costs.error ? (
        <ErrorState error={costs.error} what="The costs" onRetry={() => void costs.refetch()} />
      ) : null}
      {costs.isPending && !backwards ? <Loading label="Loading costs" rows={12} /> : null}
      {costs.data && rows.length === 0 ? (
        <EmptyState
          title="No costs match"
          action={
            <Button
              onClick={() =>
                void setState({ providers: null, categories: null, start: null, end: null, page: null })
              }
            >
              Clear the filters
            </Button>
          }
        >
          Nothing was charged in this range with these filters, or its pipelines have not run yet.
        </EmptyState>
      ) : null}
      {rows.length > 0 ? (
        <div aria-busy={costs.isPlaceholderData}>
          <CostTable
            columns={columns}
            rows={rows}
            visible={visible}
            caption={state.group === 'rows' ? 'Charges of this page' : `Costs by ${state.group}`}
            totals={state.group === 'rows' ? [] : (costs.data?.summary.currencies ?? [])}
            sort={state.sort}
            order={state.order}
            onSort={(sort, order) => void setState({ sort, order })}
          />
          {state.group === 'rows' ? (
            <Pager
              page={state.page}
              size={state.size}
              total={total}
              onChange={(change) => void setState(change)}
            />
          ) : null}
        </div>
      ) : null}
    </>
  )
}
