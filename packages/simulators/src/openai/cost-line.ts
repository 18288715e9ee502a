import type { Decimal } from 'decimal.js'

/** One line of a day's bill. */
export type CostLine = {
  readonly projectId: string
  readonly apiKeyId: string | null
  readonly lineItem: string
  /** Dollars, at most 12 decimals. */
  readonly amount: Decimal
  readonly quantity: Decimal | null
  readonly quantityUnit: string | null
}

/** Lines of one item (and whatever else `keyOf` looks at) as one, in the order they first appear. */
export function sumLines(lines: readonly CostLine[], keyOf: (line: CostLine) => string): CostLine[] {
  const sums = new Map<string, CostLine>()
  for (const line of lines) {
    const key = keyOf(line)
    const sum = sums.get(key)
    sums.set(key, sum ? { ...sum, amount: sum.amount.plus(line.amount), ...sumQuantity(sum, line) } : line)
  }
  return [...sums.values()]
}

function sumQuantity(a: CostLine, b: CostLine): Pick<CostLine, 'quantity' | 'quantityUnit'> {
  if (!a.quantity || !b.quantity || a.quantityUnit !== b.quantityUnit)
    return { quantity: null, quantityUnit: null }
  return { quantity: a.quantity.plus(b.quantity), quantityUnit: a.quantityUnit }
}
