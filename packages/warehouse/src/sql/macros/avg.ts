import { div } from './div.ts'
import type { Macro, MacroCall } from '../macro.ts'

/** Exact mean of the amounts that are not NULL, rounded half-even to 12 places; NULL when there are none. */
export const avg: Macro = {
  name: 'avg',
  usage: '{{avg(a)}}',
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) => div.duckdb(quotient(call, 'DECIMAL(38,12)')),
  bigquery: (call) => div.bigquery(quotient(call, 'BIGNUMERIC')),
}

function quotient(call: MacroCall, type: string): MacroCall {
  const amount = call.arg(0)
  // COUNT is 0 exactly when SUM is NULL; NULLIF keeps the division from failing there.
  const args = [`SUM(CAST(${amount} AS ${type}))`, `NULLIF(COUNT(${amount}), 0)`]
  return { ...call, args, arg: (index) => args[index] ?? call.fail(`lacks argument ${index + 1}`) }
}
