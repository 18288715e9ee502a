import type { Macro } from '../macro.ts'

/** A date moved by a number of days (negative: back). */
export const addDays: Macro = {
  name: 'add_days',
  usage: '{{add_days(expr, n)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => `(CAST(${call.arg(0)} AS DATE) + CAST(${call.arg(1)} AS INTEGER))`,
  bigquery: (call) => `DATE_ADD(CAST(${call.arg(0)} AS DATE), INTERVAL ${call.arg(1)} DAY)`,
}
