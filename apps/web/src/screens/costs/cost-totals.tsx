import type { CurrencyTotals } from '../../api/contract.ts'
import { formatQuantity } from '../../format/money.ts'
import { Money } from '../../ui/money.tsx'
import type { CostColumn } from './cost-columns.ts'

type CostTotalsProps = {
  readonly columns: readonly CostColumn[]
  readonly totals: readonly CurrencyTotals[]
}

const AMOUNTS = ['amount', 'billed_cost', 'effective_cost', 'list_cost', 'contracted_cost'] as const

/** One total per currency over the double rule; there is no total of totals. */
export function CostTotals({ columns, totals }: CostTotalsProps) {
  if (totals.length === 0) return null
  return (
    <tfoot>
      {totals.map((total) => (
        <tr key={total.currency}>
          {columns.map((column, index) => (
            <td
              key={column.id}
              className={`total-rule py-2 pr-4 font-semibold last:pr-0 ${index === 0 ? '' : 'text-right'}`}
            >
              {index === 0 ? `Total ${total.currency}` : <TotalCell column={column} total={total} />}
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  )
}

function TotalCell({ column, total }: { readonly column: CostColumn; readonly total: CurrencyTotals }) {
  const amount = AMOUNTS.find((name) => name === column.id)
  if (amount) return <Money amount={total[amount]} currency={total.currency} />
  if (column.id === 'record_count')
    return <span className="figures">{formatQuantity(total.record_count)}</span>
  return null
}
