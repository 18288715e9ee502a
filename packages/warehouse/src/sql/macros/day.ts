import type { Macro } from '../macro.ts'

/** The UTC calendar day of a timestamp. */
export const day: Macro = {
  name: 'day',
  usage: '{{day(ts)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `CAST(${call.arg(0)} AS DATE)`,
  bigquery: (call) => `DATE(${call.arg(0)})`,
}
