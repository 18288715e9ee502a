'use client'

import { ChevronLeft } from 'lucide-react'
import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useCallback, useMemo, useState } from 'react'
import { useMembership } from '../../api/use-membership.ts'
import { useOwnPrices } from '../../api/use-own-prices.ts'
import { usePublishedPrices } from '../../api/use-published-prices.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { useNow } from '../../components/use-now.ts'
import { formatDay, utcDay } from '../../format/time.ts'
import { paths } from '../../paths.ts'
import { NO_PRICE_FILTER, priceState } from '../../state/price-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { Loading } from '../../ui/loading.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { Pager } from '../costs/pager.tsx'
import { matchingLines } from './matching-lines.ts'
import { priceLines, type PriceLine } from './price-line.ts'
import { PriceChanges } from './price-changes.tsx'
import { PriceFilters } from './price-filters.tsx'
import { PriceTable } from './price-table.tsx'

type PricesScreenProps = { readonly org: string }

/** What GenAI usage is priced with today: the published lists with the organization's own terms over them. */
export function PricesScreen({ org }: PricesScreenProps) {
  const [state, setState] = useQueryStates(priceState, { history: 'push' })
  const role = useMembership(org)?.role
  const mayChange = role !== undefined && role !== 'viewer'
  const [chosen, setChosen] = useState<PriceLine>()
  const published = usePublishedPrices(org)
  const own = useOwnPrices(org)
  const today = utcDay(useNow(3_600_000))
  const lines = useMemo(
    () => (published.data && own.data ? priceLines(published.data.payg, own.data, today) : undefined),
    [published.data, own.data, today],
  )
  const { q, providers, sources, size } = state
  const found = useMemo(
    () => lines && matchingLines(lines, { q, providers, sources }),
    [lines, q, providers, sources],
  )
  const change = useCallback((next: Parameters<typeof setState>[0]) => void setState(next), [setState])
  const first = (state.page - 1) * size
  const known = useMemo(() => [...new Set(lines?.map(({ provider }) => provider))], [lines])
  const error = published.error ?? own.error
  return (
    <>
      <Link
        href={paths.costs(org)}
        className="mb-2 inline-flex items-center gap-1 text-sm text-muted hover:text-ink"
      >
        <ChevronLeft aria-hidden className="size-3.5" /> Costs
      </Link>
      <PageHeader
        title="Prices"
        note={
          <>
            In force on {formatDay(today)}, UTC: what the lists of the last runs ask, and what you pay by your
            overrides, custom prices and discounts. A percentage set at an integration is not in these
            figures; it comes off where no override and no discount counts.
          </>
        }
      />
      {mayChange && lines && own.data ? (
        <PriceChanges
          org={org}
          lines={lines}
          providers={known}
          own={own.data.prices}
          today={today}
          chosen={chosen}
          onDone={() => setChosen(undefined)}
        />
      ) : null}
      <PriceFilters filter={state} providers={known} onChange={change} />
      {error ? (
        <ErrorState
          error={error}
          what="The prices"
          onRetry={() => void Promise.all([published.refetch(), own.refetch()])}
        />
      ) : null}
      {!lines && !error ? <Loading label="Loading the prices" rows={12} /> : null}
      {lines?.length === 0 ? (
        <EmptyState
          title="No price list yet"
          action={
            <Button asChild>
              <Link href={paths.pipelines(org)}>Go to pipelines</Link>
            </Button>
          }
        >
          The first run of a GenAI pipeline publishes the price list of its provider here.
        </EmptyState>
      ) : null}
      {lines && lines.length > 0 && found?.length === 0 ? (
        <EmptyState
          title="No price matches"
          action={
            <Button onClick={() => change({ ...NO_PRICE_FILTER, page: null })}>Clear the filters</Button>
          }
        >
          No list has such a price. Its usage, if there is any, has no cost and a finding says so.
        </EmptyState>
      ) : null}
      {found && found.length > 0 ? (
        <>
          <PriceTable lines={found.slice(first, first + size)} onChange={mayChange ? setChosen : undefined} />
          <Pager page={state.page} size={size} total={found.length} onChange={change} />
        </>
      ) : null}
    </>
  )
}
