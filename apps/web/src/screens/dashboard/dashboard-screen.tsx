'use client'

import Link from 'next/link'
import { useQueryStates } from 'nuqs'
import { useLocale } from '../../api/use-locale.ts'
import { useOverview } from '../../api/use-overview.ts'
import { ErrorState } from '../../components/error-state.tsx'
import { paths } from '../../paths.ts'
import { overviewState } from '../../state/overview-state.ts'
import { Button } from '../../ui/button.tsx'
import { EmptyState } from '../../ui/empty-state.tsx'
import { PageHeader } from '../../ui/page-header.tsx'
import { AttentionStrip } from './attention-strip.tsx'
import { CurrencyBlock } from './currency-block.tsx'
import { DashboardSkeleton } from './dashboard-skeleton.tsx'
import { Freshness } from './freshness.tsx'
import { OverviewControls } from './overview-controls.tsx'
import { PeriodNote } from './period-note.tsx'
import { Unpriced } from './unpriced.tsx'

type DashboardScreenProps = { readonly org: string }

export function DashboardScreen({ org }: DashboardScreenProps) {
  const [choice] = useQueryStates(overviewState)
  const overview = useOverview(org, choice)
  const first = useLocale(org).data?.default_currency
  const data = overview.data
  const currencies = [...(data?.currencies ?? [])].sort(
    (a, b) => Number(b.currency === first) - Number(a.currency === first),
  )
  return (
    <>
      <PageHeader
        title="Overview"
        note={data ? <PeriodNote overview={data} /> : ' '}
        actions={<OverviewControls />}
      />
      {overview.error ? (
        <ErrorState error={overview.error} what="The overview" onRetry={() => void overview.refetch()} />
      ) : null}
      {overview.isPending ? <DashboardSkeleton /> : null}
      {data ? (
        <div
          className="space-y-9"
          aria-busy={overview.isPlaceholderData}
          data-stale={overview.isPlaceholderData}
        >
          <AttentionStrip org={org} overview={data} />
          {data.currencies.length === 0 ? <NoCosts org={org} /> : null}
          {currencies.map((currency) => (
            <CurrencyBlock
              key={currency.currency}
              org={org}
              overview={data}
              currency={currency}
              choice={choice}
            />
          ))}
          <div className="grid gap-x-10 gap-y-9 xl:grid-cols-2">
            <Freshness org={org} entries={data.freshness} />
            <Unpriced unpriced={data.unpriced} />
          </div>
        </div>
      ) : null}
    </>
  )
}

function NoCosts({ org }: { readonly org: string }) {
  return (
    <EmptyState
      title="No costs this month or last"
      action={
        <>
          <Button asChild kind="primary" size="md">
            <Link href={paths.integrations(org)}>Connect a provider</Link>
          </Button>
          <Button asChild size="md">
            <Link href={paths.pipelines(org)}>Run a pipeline</Link>
          </Button>
        </>
      }
    >
      Costs appear once a provider is connected and its pipeline has run. The first run reads the open months.
    </EmptyState>
  )
}
