import { Decimal } from '@cloudact/core/decimal'
import type { ProcessorContext } from '@cloudact/engine/processor'
import type { DeliveryState } from './delivery-state.ts'

/** Raises `closed_period_changed` with the amount per currency when Azure restates a month that was final. */
export function reportClosedPeriodChange(
  context: ProcessorContext,
  before: DeliveryState,
  after: DeliveryState | null,
  month: string,
): void {
  const currencies = new Set([...before.billed.keys(), ...(after?.billed.keys() ?? [])])
  for (const currency of currencies) {
    const change = new Decimal(after?.billed.get(currency) ?? 0).minus(before.billed.get(currency) ?? 0)
    context.finding({
      code: 'closed_period_changed',
      severity: 'warning',
      message: `Azure restated ${month}, which was final: billed amount changed by ${change.toFixed()} ${currency}.`,
      detail: {
        period: month,
        currency,
        change: change.toFixed(),
        before: before.billed.get(currency),
        after: after?.billed.get(currency),
      },
    })
  }
}
