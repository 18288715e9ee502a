import { Decimal } from '@cloudact/core/decimal'
import type { ProcessorContext } from '@cloudact/engine/processor'

/** Billed amount per currency, decimal text. */
type Billed = ReadonlyMap<string, string>

/** Raises `closed_period_changed` with the amount per currency when a vendor restates a month that was final. */
export function reportClosedPeriodChange(
  context: ProcessorContext,
  { vendor, month }: { readonly vendor: string; readonly month: string },
  before: Billed,
  after: Billed,
): void {
  const currencies = new Set([...before.keys(), ...after.keys()])
  for (const currency of currencies) {
    const change = new Decimal(after.get(currency) ?? 0).minus(before.get(currency) ?? 0)
    context.finding({
      code: 'closed_period_changed',
      severity: 'warning',
      message: `${vendor} restated ${month}, which was final: billed amount changed by ${change.toFixed()} ${currency}.`,
      detail: {
        period: month,
        currency,
        change: change.toFixed(),
        before: before.get(currency),
        after: after.get(currency),
      },
    })
  }
}
