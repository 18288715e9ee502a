import type { Day } from '@cloudact/core/day'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import { shareOf } from '../cost-cells.ts'
import { isIncluded, type DailyCell } from './daily-cell.ts'
import { forecastMonth } from './forecast.ts'
import type { OverviewWindow } from './overview-window.ts'

export type Inclusion = { readonly includeTax: boolean; readonly includeCredits: boolean }

/** The headline figures of each currency, alphabetical. Nothing is added across currencies. */
export function currencyFigures(
  cells: readonly DailyCell[],
  settled: ReadonlyMap<string, Day>,
  window: OverviewWindow,
  inclusion: Inclusion,
) {
  const byCurrency = [...Map.groupBy(cells, (cell) => cell.currency)].sort(([a], [b]) => (a < b ? -1 : 1))
  return byCurrency.map(([currency, own]) => {
    const due = own.filter((cell) => cell.day >= window.monthStart && cell.day < window.dueEnd)
    const previous = own.filter((cell) => cell.day >= window.previousStart && cell.day < window.previousEnd)
    const included = (cell: DailyCell): boolean => isIncluded(cell, inclusion)
    const amount = sumOf(due.filter(included))
    const before = sumOf(previous.filter(included))
    const unallocated = due.filter(included).reduce((sum, cell) => sum.plus(cell.unallocated), new Decimal(0))
    return {
      currency,
      amount: toMoneyText(amount),
      previous_amount: toMoneyText(before),
      change_ratio: shareOf(amount.minus(before), before.abs()),
      forecast: forecastMonth(own.filter(included), settled, window),
      tax: toMoneyText(sumOf(due.filter((cell) => cell.chargeCategory === 'Tax'))),
      credits: toMoneyText(sumOf(due.filter((cell) => cell.chargeCategory === 'Credit'))),
      unallocated: { amount: toMoneyText(unallocated), share: shareOf(unallocated, amount) },
    }
  })
}

function sumOf(cells: readonly DailyCell[]): Decimal {
  return cells.reduce((sum, cell) => sum.plus(cell.amount), new Decimal(0))
}
