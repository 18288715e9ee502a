import type { CostRow } from '../../api/shapes.ts'
import { exactMoney } from '../../format/money.ts'
import { currencyOfRow } from '../costs/currency-of-row.ts'

type ChargeValueProps = { readonly row: CostRow; readonly column: string }

/** A stored value as it is: every digit of an amount, a whole timestamp, a readable object. Nothing is rounded. */
export function ChargeValue({ row, column }: ChargeValueProps) {
  const value = row[column]
  if (value === null || value === undefined || value === '') return <span className="text-faint">—</span>
  const text = String(value)
  if (/Cost$|_cost$/.test(column)) {
    const currency =
      column.startsWith('PricingCurrency') && typeof row['PricingCurrency'] === 'string'
        ? row['PricingCurrency']
        : currencyOfRow(row)
    return <span className="figures break-all">{exactMoney(text, currency)}</span>
  }
  if (/^[{[]/.test(text)) return <JsonValue text={text} />
  return <span className="figures break-words [overflow-wrap:anywhere]">{text}</span>
}

function JsonValue({ text }: { readonly text: string }) {
  let shown = text
  try {
    shown = JSON.stringify(JSON.parse(text), null, 1)
  } catch {
    // Not JSON after all: shown as it is stored.
  }
  return <code className="block text-left font-mono text-2xs break-all whitespace-pre-wrap">{shown}</code>
}
