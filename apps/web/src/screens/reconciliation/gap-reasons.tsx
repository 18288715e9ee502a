import type { Reconciliation } from '../../api/shapes.ts'
import { Money } from '../../ui/money.tsx'
import { Section } from '../../ui/section.tsx'
import { gapReason } from '../charge/gap-reason.ts'

type GapReasonsProps = Pick<Reconciliation, 'reasons' | 'totals'>

/** Where the gap of a currency comes from: the amounts add up to it. */
export function GapReasons({ reasons, totals }: GapReasonsProps) {
  if (reasons.length === 0) return null
  return (
    <Section title="Where the gap comes from">
      {totals.map(({ currency, gap }) => (
        <dl key={currency} className="max-w-xl text-sm">
          {reasons
            .filter((reason) => reason.currency === currency)
            .map(({ gap_reason: code, amount }) => (
              <div key={code} className="flex items-baseline justify-between gap-4 border-b py-1.5">
                <dt className="min-w-0">
                  {code.replaceAll('_', ' ')} <span className="block text-muted">{gapReason(code)}</span>
                </dt>
                <dd>
                  <Money amount={amount} currency={currency} signed />
                </dd>
              </div>
            ))}
          <div className="total-rule flex justify-between gap-4 py-1.5 font-semibold">
            <dt>Gap {currency}</dt>
            <dd>
              <Money amount={gap} currency={currency} signed />
            </dd>
          </div>
        </dl>
      ))}
    </Section>
  )
}
