import type { Macro } from '../macro.ts'

/**
 * Exact sum of an amount; NULL over no rows. An aggregate, so `OVER (…)` may follow. A running total beyond 1.7e26 is
 * an error, not a wrap.
 */
export const sum: Macro = {
  name: 'sum',
  usage: '{{sum(a)}}',
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) => `SUM(CAST(${call.arg(0)} AS DECIMAL(38,12)))`,
  bigquery: (call) => `SUM(CAST(${call.arg(0)} AS BIGNUMERIC))`,
}
