import type { CostRow } from '../../api/shapes.ts'
import { exactMoney, exactNumber, multiply, subtract, isZero } from '../../format/money.ts'
import { currencyOfRow } from '../costs/currency-of-row.ts'

/** Quantity × unit price = cost, written out and checked; nothing for charges that carry no price. */
export function PriceCalculation({ row }: { readonly row: CostRow }) {
  const quantity = row['PricingQuantity']
  const price = row['ContractedUnitPrice']
  const cost = row['ContractedCost']
  if (typeof quantity !== 'string' || typeof price !== 'string' || typeof cost !== 'string') return null
  const currency = currencyOfRow(row)
  const rest = subtract(cost, multiply(quantity, price))
  return (
    <p className="figures mt-3 rounded-md border border-rule-strong bg-sunken px-3 py-2 text-sm break-words">
      {exactNumber(quantity)} {row['PricingUnit']} × {exactMoney(price, currency)} ={' '}
      <strong className="font-semibold">{exactMoney(multiply(quantity, price), currency)}</strong>
      {isZero(rest) ? (
        <span className="text-ok"> = ContractedCost, to the last digit</span>
      ) : (
        <span className="text-warn"> · ContractedCost differs by {exactMoney(rest, currency)}</span>
      )}
    </p>
  )
}
