import type { Day } from '@cloudact/core/day'
import type { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { amountOf, textOf, textOrNull } from '../cost-cells.ts'

/** One day of one provider, currency, charge category and frequency, in the metric asked for. */
export type DailyCell = {
  readonly day: Day
  readonly provider: string
  /** Registry key the rows carry, null for sources that name none. */
  readonly registryKey: string | null
  readonly currency: string
  readonly chargeCategory: string
  readonly chargeFrequency: string | null
  readonly amount: Decimal
  /** The part without a hierarchy entity. */
  readonly unallocated: Decimal
}

export function dailyCell(row: Row): DailyCell {
  return {
    day: textOf(row, 'day').slice(0, 10),
    provider: textOf(row, 'provider'),
    registryKey: textOrNull(row, 'registry_key'),
    currency: textOf(row, 'currency'),
    chargeCategory: textOf(row, 'charge_category'),
    chargeFrequency: textOrNull(row, 'charge_frequency'),
    amount: amountOf(row, 'amount'),
    unallocated: amountOf(row, 'unallocated'),
  }
}

/** Whether a charge counts in the totals; tax and credits are lines of their own that may be left out. */
export function isIncluded(
  cell: DailyCell,
  options: { readonly includeTax: boolean; readonly includeCredits: boolean },
): boolean {
  if (cell.chargeCategory === 'Tax') return options.includeTax
  if (cell.chargeCategory === 'Credit') return options.includeCredits
  return true
}
