import type { ReactNode } from 'react'
import type { Overview } from '../../api/shapes.ts'
import { drawingRatio, formatRatio } from '../../format/money.ts'
import { addDays, formatDayShort, formatMonth } from '../../format/time.ts'
import { includedIn, type OverviewChoice } from '../../state/overview-state.ts'
import { Change } from '../../ui/change.tsx'
import { Money } from '../../ui/money.tsx'

type StatementProps = {
  readonly overview: Overview
  readonly currency: Overview['currencies'][number]
  readonly choice: OverviewChoice
}

/** The month as a bookkeeper writes it: the total over a double rule, then what it is made of and compared with. */
export function Statement({ overview, currency, choice }: StatementProps) {
  const { forecast, unallocated } = currency
  const code = currency.currency
  const lastDay = addDays(overview.month.end_exclusive_today, -1)
  const included = includedIn(choice)
  return (
    <div className="min-w-0">
      <p className="text-sm text-muted">Month to date, {code}</p>
      <p
        className="total-rule mt-1 pb-2 text-[2.1rem] leading-[1.15] font-semibold tracking-tight"
        data-testid="mtd"
      >
        <Money amount={currency.amount} currency={code} />
      </p>
      <dl className="text-sm">
        <Line
          term={`Same days last month`}
          hint={`Through day ${Number(lastDay.slice(8))} of the month before`}
          detail={<Change ratio={currency.change_ratio} />}
        >
          <Money amount={currency.previous_amount} currency={code} />
        </Line>
        <Line
          term={`Forecast ${formatMonth(overview.month.start)}`}
          hint={forecast.basis}
          detail={
            forecast.settled_through ? (
              <span className="text-faint">settled to {formatDayShort(forecast.settled_through)}</span>
            ) : null
          }
        >
          {forecast.amount === null ? (
            <span className="text-faint">needs settled days</span>
          ) : (
            <Money amount={forecast.amount} currency={code} />
          )}
        </Line>
        {forecast.amount === null ? null : (
          <div aria-hidden className="flex h-1.5 border-b-0 bg-sunken">
            <span
              className="bg-series"
              style={{ width: `${drawingRatio(currency.amount, forecast.amount) * 100}%` }}
            />
            <span className="hatched flex-1" />
          </div>
        )}
        <Line term="Credits" detail={<Included yes={included.credits} />}>
          <Money amount={currency.credits} currency={code} />
        </Line>
        <Line term="Tax" detail={<Included yes={included.tax} />}>
          <Money amount={currency.tax} currency={code} />
        </Line>
        <Line
          term="Unallocated"
          detail={
            unallocated.share === null ? null : (
              <span className="figures text-faint">{formatRatio(unallocated.share)}</span>
            )
          }
        >
          <Money amount={unallocated.amount} currency={code} />
        </Line>
      </dl>
    </div>
  )
}

type LineProps = {
  readonly term: string
  readonly hint?: string
  readonly detail: ReactNode
  readonly children: ReactNode
}

function Line({ term, hint, detail, children }: LineProps) {
  return (
    <div className="flex items-baseline justify-between gap-3 border-b py-[7px] last:border-b-0">
      <dt title={hint} className="shrink-0 text-muted">
        {term}
      </dt>
      <dd className="flex flex-wrap items-baseline justify-end gap-x-2 text-right">
        {detail}
        <span className="font-medium">{children}</span>
      </dd>
    </div>
  )
}

function Included({ yes }: { readonly yes: boolean }) {
  return <span className="text-2xs text-faint">{yes ? 'included' : 'not included'}</span>
}
