import { addDays, daysBetween, type Day } from '@cloudact/core/day'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { DailyCell } from './daily-cell.ts'
import type { OverviewWindow } from './overview-window.ts'
import { sourceOf } from './settlement.ts'

export type Forecast = {
  readonly amount: string | null
  readonly settled_through: Day | null
  readonly basis: string
}

/**
 * What the month will have cost, from the cells of one currency that count in its total. Per source:
 * run rate of its settled days × days that are not settled, plus what is known apart from use.
 *
 * Known are: purchases, credits and taxes of this month so far; recurring purchases of last month that have not come
 * again yet; and recurring usage (amortized seats) as far as its days are already written. Days that are not settled
 * never enter the run rate. Null without any settled day.
 */
export function forecastMonth(
  cells: readonly DailyCell[],
  settled: ReadonlyMap<string, Day>,
  window: OverviewWindow,
): Forecast {
  const thisMonth = cells.filter((cell) => cell.day >= window.monthStart && cell.day < window.monthEnd)
  const bySource = Map.groupBy(thisMonth, sourceOf)
  const ends: Day[] = []
  let total = new Decimal(0)
  let settledDays = 0
  for (const [source, own] of bySource) {
    const end = clamp(settled.get(source) ?? window.monthStart, window.monthStart, window.dueEnd)
    const days = daysBetween(window.monthStart, end)
    const usage = own.filter(isMetered)
    if (usage.length > 0 && days === 0)
      return { amount: null, settled_through: null, basis: 'No settled day in this month yet.' }
    if (usage.length > 0) {
      ends.push(end)
      settledDays = Math.max(settledDays, days)
      const used = sum(usage.filter((cell) => cell.day < end))
      total = total.plus(used.times(window.daysInMonth).dividedBy(days))
    }
    total = total.plus(sum(own.filter((cell) => !isMetered(cell))))
  }
  total = total.plus(expectedRecurring(cells, window))
  if (cells.length === 0 || (ends.length === 0 && total.isZero())) {
    return { amount: null, settled_through: null, basis: 'No charges in this month yet.' }
  }
  const first = ends.sort()[0]
  return {
    amount: toMoneyText(total),
    settled_through: first === undefined ? null : addDays(first, -1),
    basis:
      first === undefined
        ? 'Known charges only.'
        : `Run rate of ${settledDays} settled ${settledDays === 1 ? 'day' : 'days'} plus known recurring charges.`,
  }
}

/** Charges that follow use; the others are known amounts. */
function isMetered(cell: DailyCell): boolean {
  return (
    (cell.chargeCategory === 'Usage' || cell.chargeCategory === 'Adjustment') &&
    cell.chargeFrequency !== 'Recurring'
  )
}

/** Recurring purchases of last month beyond those of this month, per source and never negative. */
function expectedRecurring(cells: readonly DailyCell[], window: OverviewWindow): Decimal {
  const recurring = cells.filter(
    (cell) => cell.chargeCategory === 'Purchase' && cell.chargeFrequency === 'Recurring',
  )
  let expected = new Decimal(0)
  for (const own of Map.groupBy(recurring, sourceOf).values()) {
    const before = sum(own.filter((cell) => cell.day < window.monthStart))
    const now = sum(own.filter((cell) => cell.day >= window.monthStart))
    expected = expected.plus(Decimal.max(before.minus(now), 0))
  }
  return expected
}

function sum(cells: readonly DailyCell[]): Decimal {
  return cells.reduce((total, cell) => total.plus(cell.amount), new Decimal(0))
}

function clamp(day: Day, low: Day, high: Day): Day {
  if (day < low) return low
  return day > high ? high : day
}
