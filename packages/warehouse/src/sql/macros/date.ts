import type { Macro } from '../macro.ts'

/** A date from `YYYY-MM-DD` text, a date, or a timestamp's UTC day. */
export const date: Macro = {
  name: 'date',
  usage: '{{date(expr)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `CAST(${call.arg(0)} AS DATE)`,
  bigquery: (call) => `CAST(${call.arg(0)} AS DATE)`,
}
