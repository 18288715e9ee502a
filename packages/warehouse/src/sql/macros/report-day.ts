import { offsetsOf, type OffsetPeriod, UTC } from '@cloudact/core/time-zone'
import type { Macro } from '../macro.ts'
import { day } from './day.ts'
import { hourly } from './hourly.ts'

/**
 * The day reports count a charge period (start, end) on: the day of the organization's time zone it starts on when it
 * is shorter than a day, else its UTC day (75 §6).
 *
 * DuckDB gets the zone's offsets as a search tree of constants: its own zone functions take ten times as long, and
 * these offsets are the ones "today" is computed with.
 */
export const reportDay: Macro = {
  name: 'report_day',
  usage: '{{report_day(start, end)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => {
    const { timeZone } = call.dialect
    if (timeZone === UTC) return day.duckdb(call)
    const start = call.arg(0)
    const offset = offsetTree(start, offsetsOf(timeZone))
    const local = `CAST(make_timestamp(epoch_us(${start}) + ${offset}) AS DATE)`
    return `CASE WHEN ${hourly.duckdb(call)} THEN ${local} ELSE ${day.duckdb(call)} END`
  },
  bigquery: (call) => {
    const { timeZone, string } = call.dialect
    if (timeZone === UTC) return day.bigquery(call)
    const local = `DATE(${call.arg(0)}, ${string(timeZone)})`
    return `CASE WHEN ${hourly.bigquery(call)} THEN ${local} ELSE ${day.bigquery(call)} END`
  },
}

/** Microseconds local time is ahead of UTC at a timestamp. */
function offsetTree(timestamp: string, periods: readonly OffsetPeriod[]): string {
  const middle = Math.ceil(periods.length / 2)
  const later = periods[middle]
  if (later === undefined) return String((periods[0]?.minutes ?? 0) * 60_000_000)
  const from = new Date(later.from).toISOString().slice(0, 19).replace('T', ' ')
  const [before, after] = [periods.slice(0, middle), periods.slice(middle)]
  return `CASE WHEN ${timestamp} < TIMESTAMP '${from}' THEN ${offsetTree(timestamp, before)} ELSE ${offsetTree(timestamp, after)} END`
}
