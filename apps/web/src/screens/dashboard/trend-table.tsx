import type { Overview } from '../../api/shapes.ts'
import { formatDay } from '../../format/time.ts'
import { Money } from '../../ui/money.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'

type TrendTableProps = { readonly points: readonly Overview['trend'][number][]; readonly currency: string }

/** The chart's figures, for people who read rather than look. */
export function TrendTable({ points, currency }: TrendTableProps) {
  return (
    <details className="mt-1 text-sm">
      <summary className="w-fit text-2xs text-faint hover:text-ink">Show the days as a table</summary>
      <div className="mt-2 max-h-72 overflow-auto">
        <table className={tableStyles}>
          <thead className="sticky top-0 bg-canvas">
            <tr>
              <th scope="col" className={headStyles}>
                Day
              </th>
              <th scope="col" className={`${headStyles} text-right!`}>
                Cost
              </th>
              <th scope="col" className={`${headStyles} text-right!`}>
                Same day before
              </th>
              <th scope="col" className={headStyles}>
                State
              </th>
            </tr>
          </thead>
          <tbody>
            {points.map((point) => (
              <tr key={point.day}>
                <td className={cellStyles}>{formatDay(point.day)}</td>
                <td className={`${cellStyles} text-right`}>
                  <Money amount={point.amount} currency={currency} />
                </td>
                <td className={`${cellStyles} text-right text-muted`}>
                  {point.previous_amount === null ? (
                    '—'
                  ) : (
                    <Money amount={point.previous_amount} currency={currency} flat />
                  )}
                </td>
                <td className={`${cellStyles} text-muted`}>{point.settled ? 'settled' : 'provisional'}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}
