import { addDays, addMonths, daysBetween, eachDay, type Day } from '@cloudact/core/day'
import { toMoneyText } from '@cloudact/core/decimal'
import { Sums } from '../cost-cells.ts'
import { isIncluded, type DailyCell } from './daily-cell.ts'
import type { Inclusion } from './currency-figures.ts'
import type { OverviewWindow } from './overview-window.ts'
import { sourceOf } from './settlement.ts'

/**
 * One point per currency and day of the month to date, days without charges included, with the same day of the month
 * before (null where that month has none). Settled: every source of the currency has settled the day.
 */
export function trendPoints(
  cells: readonly DailyCell[],
  settled: ReadonlyMap<string, Day>,
  window: OverviewWindow,
  inclusion: Inclusion,
) {
  const sums = new Sums()
  const unsettledFrom = new Map<string, Day>()
  for (const cell of cells) {
    const end = settled.get(sourceOf(cell)) ?? window.monthStart
    const earliest = unsettledFrom.get(cell.currency)
    if (earliest === undefined || end < earliest) unsettledFrom.set(cell.currency, end)
    if (isIncluded(cell, inclusion)) sums.add(`${cell.currency} ${cell.day}`, cell.amount)
  }
  const previousMonth = addMonths(window.monthStart, -1)
  return [...unsettledFrom].sort().flatMap(([currency, end]) =>
    eachDay({ start: window.monthStart, end: window.dueEnd }).map((day) => {
      const before = addDays(previousMonth, daysBetween(window.monthStart, day))
      return {
        day,
        currency,
        amount: toMoneyText(sums.get(`${currency} ${day}`)),
        previous_amount: before < window.monthStart ? toMoneyText(sums.get(`${currency} ${before}`)) : null,
        settled: day < end,
      }
    }),
  )
}
