import {
  addDays,
  addMonths,
  daysBetween,
  type Day,
  type DayRange,
  formatDay,
  monthStart,
} from '@cloudact/core/day'
import type { BillingStatus } from '../billing-status.ts'

const HOUR_MILLISECONDS = 3_600_000

/** Until this day of a month the whole previous month is read again every day (75 §6). */
const FULL_REREAD_UNTIL_DAY = 5
const FULL_REREAD_DAYS = 35
const MONDAY = 1

/**
 * Days to read for a run over `range`: when it touches the open window, the window is read along, because vendors
 * restate recent days; until the 5th, and weekly until day 35 after a month's end, the whole previous month too.
 * A range that ends before the window is a backfill and stays as asked.
 */
export function rereadRange(range: DayRange, startedAt: string, rereadDays: number): DayRange {
  const today = startedAt.slice(0, 10)
  const windowStart = addDays(today, -rereadDays)
  if (range.end <= windowStart) return range
  const lastMonth = addMonths(today, -1)
  const start = readsWholeMonth(today) && lastMonth < windowStart ? lastMonth : windowStart
  return { start: start < range.start ? start : range.start, end: range.end }
}

function readsWholeMonth(today: Day): boolean {
  if (Number(today.slice(8)) <= FULL_REREAD_UNTIL_DAY) return true
  const sinceMonthEnd = daysBetween(monthStart(today), today)
  return sinceMonthEnd <= FULL_REREAD_DAYS && new Date(`${today}T00:00:00Z`).getUTCDay() === MONDAY
}

/** Whether the vendor's figures of a UTC day no longer move: `settleHours` after the day's end. */
export function isSettled(day: Day, startedAt: string, settleHours: number): boolean {
  return Date.parse(startedAt) >= Date.parse(`${addDays(day, 1)}T00:00:00Z`) + settleHours * HOUR_MILLISECONDS
}

/** `open`: the month is running. `final`: `days_after_month_end:N` days have passed since its end (75 §6). */
export function billingStatus(day: Day, startedAt: string, finalRule: string): BillingStatus {
  const today = formatDay(Date.parse(startedAt))
  const monthEnd = addMonths(day, 1)
  if (today < monthEnd) return 'open'
  const days = /^days_after_month_end:(\d+)$/.exec(finalRule)?.[1]
  return days !== undefined && today >= addDays(monthEnd, Number(days)) ? 'final' : 'provisional'
}
