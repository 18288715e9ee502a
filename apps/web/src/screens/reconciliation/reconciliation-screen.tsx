'use client'

import { ChevronLeft, Download, Tag } from 'lucide-react'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useReconciliation } from '../../api/use-reconciliation.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useNow } from '../../components/use-now.ts'
import { addDays, formatDay, utcDay } from '../../format/time.ts'
import { downloads, paths } from '../../paths.ts'
import { gapFilterOf, gapQuery, gapState, NO_GAP_FILTER } from '../../state/gap-state.ts'
import { presetRange } from '../../state/range-preset.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Pager } from '../costs/pager.tsx'
import { GapFilters } from './gap-filters.tsx'
import { GapReasons } from './gap-reasons.tsx'
import { GapTable } from './gap-table.tsx'

type ReconciliationScreenProps = { readonly org: string }

/** What GenAI vendors billed beside what the usage is worth, and why the two differ. */
export function ReconciliationScreen({ org }: ReconciliationScreenProps) {
  const [state, setState] = useQueryStates(gapState, { history: 'push' })
  const today = utcDay(useNow(3_600_000))
  const preset = presetRange('30d', today)
  const range = { start: state.start ?? preset.start, end: state.end ?? preset.end }
  const backwards = range.start >= range.end
  const filter = gapFilterOf(state)
  const page = { limit: state.size, offset: (state.page - 1) * state.size }
  const reconciliation = useReconciliation(org, range, filter, page, !backwards)
  const found = backwards ? undefined : reconciliation.data
  return (
    <>
      <Link
        href={paths.costs(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Costs
      </Link>
      <PageHeader
        title="Reconciliation"
        note={
          <>
            {formatDay(range.start)} to {formatDay(addDays(range.end, -1))}, UTC days. What GenAI vendors
            billed, what your usage is worth by its prices, and why the two differ.
          </>
        }
        actions={
          <>
            <Button asChild>
              <Link href={paths.prices(org)}>
                <Tag aria-hidden /> Prices
              </Link>
            </Button>
            <Button asChild>
              <a download href={downloads.reconciliation(org, gapQuery(range, filter))}>
                <Download aria-hidden /> Export CSV
              </a>
            </Button>
          </>
        }
      />
      <GapFilters
        filter={state}
        range={range}
        today={today}
        choices={found?.choices}
        onChange={(change) => void setState(change)}
      />
      {backwards ? (
        <EmptyState title="The range ends before it starts">
          Choose an end after {formatDay(range.start)}.
        </EmptyState>
      ) : null}
      {reconciliation.error ? (
        <ErrorState
          error={reconciliation.error}
          what="The reconciliation"
          onRetry={() => void reconciliation.refetch()}
        />
      ) : null}
      {reconciliation.isPending && !backwards ? (
        <Loading label="Loading the reconciliation" rows={12} />
      ) : null}
      {found && found.total === 0 ? (
        <EmptyState
          title={filter.gaps ? 'No gap matches' : 'Nothing matches'}
          action={
            <Button onClick={() => void setState({ ...NO_GAP_FILTER, gaps: false, page: null })}>
              Show days without gaps too
            </Button>
          }
        >
          Bills and usage agree with these filters, or no pipeline has read both in this range yet.
        </EmptyState>
      ) : null}
      {found && found.total > 0 ? (
        <div className="space-y-6" aria-busy={reconciliation.isPlaceholderData}>
          <GapReasons reasons={found.reasons} totals={found.totals} />
          <div>
            <GapTable rows={found.rows} totals={found.totals} />
            <Pager
              page={state.page}
              size={state.size}
              total={found.total}
              onChange={(change) => void setState(change)}
            />
          </div>
        </div>
      ) : null}
    </>
  )
}
