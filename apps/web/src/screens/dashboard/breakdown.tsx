import Link from 'next/link'
import type { Overview } from '../../api/shapes.ts'
import { drawingRatio, formatRatio, isZero, largest, subtract } from '../../format/money.ts'
import { costsHref } from '../../state/cost-state.ts'
import { costsOf, type OverviewChoice } from '../../state/overview-state.ts'
import { Money } from '../../ui/money.tsx'
import { Section } from '../../ui/section.tsx'
import { ShareBar } from '../../ui/share-bar.tsx'

type BreakdownProps = {
  readonly title: string
  readonly org: string
  /** The dimension, which is also the filter of the cost table that a row leads to. */
  readonly filter: 'providers' | 'categories' | 'services'
  readonly choice: OverviewChoice
  readonly currency: string
  readonly groups: readonly Overview['by_provider'][number][]
}

const SHOWN = 8

/** What the cost table shows next: a step deeper each time. */
const NEXT_GROUP = { providers: 'service', categories: 'service', services: 'rows' } as const

export function Breakdown({ title, org, filter, choice, currency, groups }: BreakdownProps) {
  const top = largest(groups.map((group) => group.amount))
  const shown = groups.slice(0, SHOWN)
  const more = groups.length - shown.length
  return (
    <Section title={title} note={more > 0 ? `top ${SHOWN} of ${groups.length}` : undefined}>
      {shown.length === 0 ? <p className="py-4 text-sm text-faint">Nothing in this period.</p> : null}
      <ol>
        {shown.map((group) => (
          <li key={group.key} className="pt-2">
            <div className="flex items-baseline justify-between gap-3 text-sm">
              <Link
                href={costsHref(org, {
                  ...costsOf(choice),
                  [filter]: [group.key],
                  group: NEXT_GROUP[filter],
                })}
                className="min-w-0 underline-offset-2 [overflow-wrap:anywhere] hover:underline"
              >
                {group.key}
              </Link>
              <span className="flex shrink-0 items-baseline gap-2">
                <Difference amount={group.amount} before={group.previous_amount} currency={currency} />
                <span className="figures w-12 text-right text-2xs text-faint">
                  {group.share === null ? '' : formatRatio(group.share)}
                </span>
                <Money
                  amount={group.amount}
                  currency={currency}
                  className="min-w-20 text-right font-medium"
                />
              </span>
            </div>
            <ShareBar share={drawingRatio(group.amount, top)} />
          </li>
        ))}
      </ol>
    </Section>
  )
}

type DifferenceProps = { readonly amount: string; readonly before: string; readonly currency: string }

function Difference({ amount, before, currency }: DifferenceProps) {
  const change = subtract(amount, before)
  if (isZero(change)) return null
  return (
    // Between three narrow columns and wide ones, the name needs the room more.
    <span className="hidden text-2xs text-faint sm:inline xl:hidden 2xl:inline">
      <span className="sr-only">change against the same days before </span>
      <Money amount={change} currency={currency} signed flat />
    </span>
  )
}
