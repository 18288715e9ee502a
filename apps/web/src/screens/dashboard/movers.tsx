import Link from 'next/link'
import type { Overview } from '../../api/shapes.ts'
import { drawingRatio, largest, signOf } from '../../format/money.ts'
import { costsHref } from '../../state/cost-state.ts'
import { costsOf, type OverviewChoice } from '../../state/overview-state.ts'
import { Money } from '../../ui/money.tsx'
import { Section } from '../../ui/section.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import { MoverBar } from './mover-bar.tsx'

type MoversProps = {
  readonly org: string
  readonly choice: OverviewChoice
  readonly movers: readonly Overview['movers'][number][]
  readonly currency: string
}

/** What explains the change against the same days before, largest first. */
export function Movers({ org, choice, movers, currency }: MoversProps) {
  if (movers.length === 0) return null
  const top = largest(movers.map((mover) => mover.change))
  return (
    <Section title="Top movers" note="against the same days of last month">
      <div className="scroll-x">
        <table className={tableStyles}>
          <thead>
            <tr>
              <th scope="col" className={headStyles}>
                Service
              </th>
              <th scope="col" className={`${headStyles} hidden text-right! sm:table-cell`}>
                Before
              </th>
              <th scope="col" className={`${headStyles} hidden text-right! sm:table-cell`}>
                Now
              </th>
              <th scope="col" className={`${headStyles} text-right!`}>
                Change
              </th>
              <th scope="col" aria-hidden className={`${headStyles} hidden w-1/4 md:table-cell`} />
            </tr>
          </thead>
          <tbody>
            {movers.map((mover) => (
              <tr key={`${mover.provider} ${mover.service}`}>
                <td className={cellStyles}>
                  <Link
                    href={costsHref(org, {
                      ...costsOf(choice),
                      providers: [mover.provider],
                      services: [mover.service],
                      group: 'rows',
                    })}
                    className="underline-offset-2 hover:underline"
                  >
                    {mover.service}
                  </Link>{' '}
                  <span className="text-faint">{mover.provider}</span>
                </td>
                <td className={`${cellStyles} hidden text-right text-muted sm:table-cell`}>
                  <Money amount={mover.previous_amount} currency={currency} flat />
                </td>
                <td className={`${cellStyles} hidden text-right sm:table-cell`}>
                  <Money amount={mover.amount} currency={currency} />
                </td>
                <td
                  className={`${cellStyles} text-right font-medium ${signOf(mover.change) > 0 ? 'text-increase' : 'text-decrease'}`}
                >
                  <Money amount={mover.change} currency={currency} signed flat />
                </td>
                <td aria-hidden className={`${cellStyles} hidden md:table-cell`}>
                  <MoverBar share={drawingRatio(mover.change, top)} up={signOf(mover.change) > 0} />
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Section>
  )
}
