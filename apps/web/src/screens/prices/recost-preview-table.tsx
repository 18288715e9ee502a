import type { RecostPreview } from '../../api/recost-shapes.ts'
import { formatQuantity } from '../../format/money.ts'
import { daySpans } from './day-spans.ts'
import { cn } from '../../ui/class-names.ts'
import { Money } from '../../ui/money.tsx'
import { Notice } from '../../ui/notice.tsx'
import { cellStyles, headStyles, tableStyles } from '../../ui/table-styles.ts'

const CAPTION = 'Cost before and after, by model'
type Amounts = { readonly before: string; readonly after: string; readonly change: string }

/** What stored usage costs and would cost; what is closed, and what is left as it is. */
export function RecostPreviewTable({ preview }: { readonly preview: RecostPreview }) {
  const { models, totals, final_days: closed, left_out: leftOut } = preview
  if (preview.record_count === 0)
    return <Notice kind="info">There is no stored usage in this period, so nothing to price anew.</Notice>
  return (
    <>
      <p role="status" className="text-sm text-muted">
        {formatQuantity(preview.record_count)} usage rows of {formatQuantity(preview.day_count)} days.
      </p>
      <div className="scroll-x" tabIndex={0} role="region" aria-label={CAPTION}>
        <table className={tableStyles}>
          <caption className="sr-only">{CAPTION}</caption>
          <thead>
            <tr>
              <th scope="col" className={headStyles}>
                Model
              </th>
              {['Before', 'After', 'Change'].map((name) => (
                <th key={name} scope="col" className={cn(headStyles, 'text-right')}>
                  {name}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {models.map((row) => (
              <tr key={`${row.model} ${row.currency ?? ''}`}>
                <th scope="row" className={cn(cellStyles, 'min-w-32 text-left font-normal break-words')}>
                  {row.model}
                  <Unpriced before={row.unpriced_before} after={row.unpriced_after} />
                </th>
                <Cells amounts={row} currency={row.currency} className={cellStyles} />
              </tr>
            ))}
          </tbody>
          <tfoot>
            {totals.map((total) => (
              <tr key={total.currency}>
                <th scope="row" className="total-rule py-2 pr-4 text-left font-semibold">
                  Total {total.currency}
                </th>
                <Cells
                  amounts={total}
                  currency={total.currency}
                  className="total-rule py-2 pr-4 font-semibold last:pr-0"
                />
              </tr>
            ))}
          </tfoot>
        </table>
      </div>
      {closed.length > 0 ? (
        <Notice kind="warn">
          {closed.length === 1 ? '1 day' : `${closed.length} days`} of closed months would be priced anew too:{' '}
          {daySpans(closed)}. Earlier rows are kept, and the run reports what changed.
        </Notice>
      ) : null}
      {leftOut.length > 0 ? (
        <Notice kind="info">
          Usage of removed integrations stays as it is, since their settings are gone: {leftOut.join(', ')}.
        </Notice>
      ) : null}
    </>
  )
}

type CellsProps = { readonly amounts: Amounts; readonly currency: string | null; readonly className: string }

function Cells({ amounts, currency, className }: CellsProps) {
  return [amounts.before, amounts.after, amounts.change].map((amount, index) => (
    <td key={index} className={cn(className, 'text-right')}>
      {currency === null ? (
        <span className="text-faint">no price</span>
      ) : (
        <Money amount={amount} currency={currency} signed={index === 2} />
      )}
    </td>
  ))
}

function Unpriced({ before, after }: { readonly before: number; readonly after: number }) {
  if (before === 0 && after === 0) return null
  return (
    <span className="block text-faint">
      rows without a price: {formatQuantity(before)} before, {formatQuantity(after)} after
    </span>
  )
}
