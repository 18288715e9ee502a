import type { Reconciliation } from '../../api/shapes.ts'
import { formatDay } from '../../format/time.ts'
import { Badge } from '../../ui/badge.tsx'
import { cn } from '../../ui/class-names.ts'
import { Money } from '../../ui/money.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'
import { gapReason } from '../charge/gap-reason.ts'
import { gapLines, type GapLine } from './gap-lines.ts'

const CAPTION = 'Billed, priced and the gap by day, project, model and line item'

type GapTableProps = Pick<Reconciliation, 'rows' | 'totals'>

/** Three numbers of every key. A key with several reasons has a line for each, its amounts on the first. */
export function GapTable({ rows, totals }: GapTableProps) {
  return (
    <div className="scroll-x" tabIndex={0} role="region" aria-label={CAPTION}>
      <table className={tableStyles}>
        <caption className="sr-only">{CAPTION}</caption>
        <thead>
          <tr>
            <th scope="col" className={headStyles}>
              Day
            </th>
            <th scope="col" className={headStyles}>
              Project, model, line item
            </th>
            <th scope="col" className={cn(headStyles, 'text-right')}>
              Billed
            </th>
            <th scope="col" className={cn(headStyles, 'text-right')}>
              Priced
            </th>
            <th scope="col" className={cn(headStyles, 'text-right')}>
              Gap
            </th>
            <th scope="col" className={headStyles}>
              Reason
            </th>
          </tr>
        </thead>
        <tbody>
          {gapLines(rows).map((line, index) => (
            // Rows have no id of their own; the page is replaced as a whole.
            <Line key={index} line={line} />
          ))}
        </tbody>
        <tfoot>
          {totals.map((total) => (
            <tr key={total.currency}>
              <th scope="row" colSpan={2} className="total-rule py-2 pr-4 text-left font-semibold">
                Total {total.currency}
              </th>
              {[total.vendor_cost, total.priced_cost, total.gap].map((amount, index) => (
                <td key={index} className="total-rule py-2 pr-4 text-right font-semibold">
                  <Money amount={amount} currency={total.currency} />
                </td>
              ))}
              <td className="total-rule py-2" />
            </tr>
          ))}
        </tfoot>
      </table>
    </div>
  )
}

function Line({ line: { row, first } }: { readonly line: GapLine }) {
  const amount = (value: string) =>
    first ? (
      <Money amount={value} currency={row.currency} />
    ) : (
      <span className="sr-only">as in the line above</span>
    )
  return (
    <tr className="hover:bg-sunken/60">
      <td className={`${cellStyles} whitespace-nowrap`}>
        {first ? formatDay(row.cost_date) : null}
        {first && !row.settled ? <span className="block text-faint">not settled</span> : null}
      </td>
      <td className={`${cellStyles} max-w-72 min-w-44 break-words`}>{first ? <What row={row} /> : null}</td>
      <td className={`${cellStyles} text-right`}>{amount(row.vendor_cost)}</td>
      <td className={`${cellStyles} text-right`}>{amount(row.priced_cost)}</td>
      <td className={`${cellStyles} text-right`}>
        <Money amount={row.reason_amount} currency={row.currency} signed />
      </td>
      <td className={`${cellStyles} min-w-56`}>
        {row.gap_reason ? (
          <>
            <Badge tone={row.gap_reason === 'unexplained' ? 'warn' : 'neutral'}>
              {row.gap_reason.replaceAll('_', ' ')}
            </Badge>
            <span className="mt-0.5 block text-muted">{gapReason(row.gap_reason)}</span>
          </>
        ) : (
          <span className="text-faint">agrees</span>
        )}
      </td>
    </tr>
  )
}

function What({ row }: Pick<GapLine, 'row'>) {
  const rest = [row.model, row.line_item].filter((part) => part !== null)
  return (
    <>
      {row.project_name ?? row.project_id ?? 'No project'}{' '}
      <span className="text-faint">({row.provider})</span>
      {rest.length > 0 ? <span className="block text-muted">{rest.join(', ')}</span> : null}
    </>
  )
}
