import { formatQuantity } from '../../format/money.ts'
import { Money } from '../../ui/money.tsx'
import { cn } from '../../ui/class-names.ts'
import { phoneClass, type CostColumn } from './cost-columns.ts'

/** Sums of one currency; a measure the API did not sum is absent. */
export type CostTotal = {
  readonly currency: string
  readonly record_count: number
  readonly amount?: string
  readonly billed_cost?: string
  readonly effective_cost?: string
  readonly list_cost?: string
  readonly contracted_cost?: string
}

type CostTotalsProps = {
  readonly columns: readonly CostColumn[]
  readonly totals: readonly CostTotal[]
  readonly chosen: boolean
}

/** The measure under a column, of groups and of charges. */
const MEASURES: Readonly<Record<string, Exclude<keyof CostTotal, 'currency' | 'record_count'>>> = {
  amount: 'amount',
  billed_cost: 'billed_cost',
  effective_cost: 'effective_cost',
  list_cost: 'list_cost',
  contracted_cost: 'contracted_cost',
  BilledCost: 'billed_cost',
  EffectiveCost: 'effective_cost',
}

/** One total per currency over the double rule, of all that matches; there is no total of totals. */
export function CostTotals({ columns, totals, chosen }: CostTotalsProps) {
  if (totals.length === 0) return null
  return (
    <tfoot>
      {totals.map((total) => (
        <tr key={total.currency}>
          {columns.map((column, index) => (
            <td
              key={column.id}
              className={cn(
                'total-rule py-2 pr-4 font-semibold last:pr-0',
                index === 0 ? 'whitespace-nowrap' : 'text-right',
                phoneClass(column.id, chosen),
              )}
            >
              {index === 0 ? `Total ${total.currency}` : <TotalCell column={column} total={total} />}
            </td>
          ))}
        </tr>
      ))}
    </tfoot>
  )
}

function TotalCell({ column, total }: { readonly column: CostColumn; readonly total: CostTotal }) {
  const measure = MEASURES[column.id]
  const amount = measure && total[measure]
  if (amount) return <Money amount={amount} currency={total.currency} />
  if (column.id === 'record_count')
    return <span className="figures">{formatQuantity(total.record_count)}</span>
  return null
}
