import type { Macro } from '../macro.ts'

/** Days from `a` to `b`, exclusive of `b`; negative when `b` is earlier. */
export const daysBetween: Macro = {
  name: 'days_between',
  usage: '{{days_between(a, b)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => `date_diff('day', CAST(${call.arg(0)} AS DATE), CAST(${call.arg(1)} AS DATE))`,
  bigquery: (call) => `DATE_DIFF(CAST(${call.arg(1)} AS DATE), CAST(${call.arg(0)} AS DATE), DAY)`,
}
