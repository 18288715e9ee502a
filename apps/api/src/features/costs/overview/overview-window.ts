import { addDays, addMonths, daysBetween, monthStart, type Day } from '@cloudact/core/day'
import type { TimeZone } from '@cloudact/core/time-zone'
import { previousMonthDays } from '../cost-query.ts'
import type { ReportDays } from '../report-days.ts'

/** The days an overview looks at, in the organization's time zone, ends exclusive. */
export type OverviewWindow = {
  readonly timeZone: TimeZone
  readonly now: number
  readonly today: Day
  readonly monthStart: Day
  /** The day after today: charges of later days exist (amortized ones) but are not yet due. */
  readonly dueEnd: Day
  readonly monthEnd: Day
  readonly daysInMonth: number
  /** As many days of the month before, or all of them when it is shorter. */
  readonly previousStart: Day
  readonly previousEnd: Day
}

/** The current month to date and the same days of the month before; `now` in milliseconds since the epoch. */
export function overviewWindow(now: number, { timeZone, today }: ReportDays): OverviewWindow {
  const month = monthStart(today)
  const dueEnd = addDays(today, 1)
  const monthEnd = addMonths(month, 1)
  const previous = previousMonthDays(month, daysBetween(month, dueEnd))
  return {
    timeZone,
    now,
    today,
    monthStart: month,
    dueEnd,
    monthEnd,
    daysInMonth: daysBetween(month, monthEnd),
    previousStart: previous.start,
    previousEnd: previous.end,
  }
}
