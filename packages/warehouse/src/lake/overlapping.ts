import { addDays, addMonths, type DayRange } from '@cloudact/core/day'
import type { LiveSlice } from './lake-table.ts'

/**
 * Slices that may hold rows of a range of days. A slice is left out only when its period and the days its rows really
 * have both lie outside: a bill of one month may charge for days of another.
 */
export function overlapping(slices: readonly LiveSlice[], range: DayRange | undefined): readonly LiveSlice[] {
  if (range === undefined) return slices
  return slices.filter((slice) => {
    const period = periodRange(slice.period)
    if (period === undefined || (period.start < range.end && period.end > range.start)) return true
    if (slice.minDay === null || slice.maxDay === null) return true
    return slice.minDay < range.end && slice.maxDay >= range.start
  })
}

/** The days of a slice's period; undefined for `all`. */
function periodRange(period: string): DayRange | undefined {
  if (/^\d{4}-\d{2}-\d{2}$/.test(period)) return { start: period, end: addDays(period, 1) }
  if (/^\d{4}-\d{2}$/.test(period)) return { start: `${period}-01`, end: addMonths(`${period}-01`, 1) }
  return undefined
}
