import type { Macro } from '../macro.ts'

/** `YYYY-MM` of a date or a timestamp's UTC day. */
export const monthText: Macro = {
  name: 'month_text',
  usage: '{{month_text(expr)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `strftime(CAST(${call.arg(0)} AS DATE), '%Y-%m')`,
  bigquery: (call) => `FORMAT_DATE('%Y-%m', CAST(${call.arg(0)} AS DATE))`,
}
