import type { Macro } from '../macro.ts'

/** Whether a value is one of an array parameter's; false for an empty array. */
export const inList: Macro = {
  name: 'in_list',
  usage: '{{in_list(expr, parameter_name)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => `list_contains(${call.dialect.parameter(call.word(1))}, ${call.arg(0)})`,
  bigquery: (call) => `(${call.arg(0)} IN UNNEST(${call.dialect.parameter(call.word(1))}))`,
}
