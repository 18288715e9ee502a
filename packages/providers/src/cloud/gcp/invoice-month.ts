import { addMonths, type Day } from '@cloudact/core/day'
import { dayInZone } from '@cloudact/core/time-zone'

/** The zone Google's invoice months begin and end in. */
const PACIFIC = 'America/Los_Angeles'
const HOUR = 3_600_000

/** The instants between which an invoice month lies, half-open: 2026-11 begins 2026-11-01T07:00Z. */
export function invoicePeriod(month: Day): { readonly start: string; readonly end: string } {
  return { start: pacificMidnight(month), end: pacificMidnight(addMonths(month, 1)) }
}

function pacificMidnight(day: Day): string {
  const summer = Date.parse(`${day}T07:00:00Z`)
  return new Date(dayInZone(summer, PACIFIC) === day ? summer : summer + HOUR).toISOString()
}
