import type { Macro } from '../macro.ts'

/** A date moved by a number of months; the last day of a shorter month where the day does not exist. */
export const addMonths: Macro = {
  name: 'add_months',
  usage: '{{add_months(expr, n)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => `CAST(CAST(${call.arg(0)} AS DATE) + to_months(CAST(${call.arg(1)} AS INTEGER)) AS DATE)`,
  bigquery: (call) => `DATE_ADD(CAST(${call.arg(0)} AS DATE), INTERVAL ${call.arg(1)} MONTH)`,
}
