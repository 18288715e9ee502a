import type { Overview } from '../../api/shapes.ts'
import { METRIC_LABELS, type OverviewChoice } from '../../state/overview-state.ts'
import { Breakdown } from './breakdown.tsx'
import { Movers } from './movers.tsx'
import { Statement } from './statement.tsx'
import { Trend } from './trend.tsx'

type CurrencyBlockProps = {
  readonly org: string
  readonly overview: Overview
  readonly currency: Overview['currencies'][number]
  readonly choice: OverviewChoice
}

/** Everything in one currency. Currencies are never added, so each has a block of its own. */
export function CurrencyBlock({ org, overview, currency, choice }: CurrencyBlockProps) {
  const code = currency.currency
  const ofCurrency = <Entry extends { readonly currency: string }>(entries: readonly Entry[]): Entry[] =>
    entries.filter((entry) => entry.currency === code)
  return (
    <section aria-label={`Costs in ${code}`} className="space-y-9">
      <div className="grid gap-x-10 gap-y-7 lg:grid-cols-[21.5rem_minmax(0,1fr)]">
        <Statement overview={overview} currency={currency} choice={choice} />
        <Trend
          points={ofCurrency(overview.trend)}
          currency={code}
          metricLabel={METRIC_LABELS[choice.metric].label}
        />
      </div>
      <div className="grid gap-x-10 gap-y-9 md:grid-cols-2 xl:grid-cols-3">
        <Breakdown
          title="By provider"
          org={org}
          filter="providers"
          choice={choice}
          currency={code}
          groups={ofCurrency(overview.by_provider)}
        />
        <Breakdown
          title="By category"
          org={org}
          filter="categories"
          choice={choice}
          currency={code}
          groups={ofCurrency(overview.by_category)}
        />
        <Breakdown
          title="By service"
          org={org}
          filter="services"
          choice={choice}
          currency={code}
          groups={ofCurrency(overview.by_service)}
        />
      </div>
      <Movers org={org} choice={choice} movers={ofCurrency(overview.movers)} currency={code} />
    </section>
  )
}
