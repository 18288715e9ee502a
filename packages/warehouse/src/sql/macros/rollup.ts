import type { Macro } from '../macro.ts'

/** The daily pre-aggregation kept beside a table's slices. */
export const rollup: Macro = {
  name: 'rollup',
  usage: '{{rollup(table)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => call.dialect.relations.rollup(call.word(0)),
  bigquery: (call) => call.dialect.relations.rollup(call.word(0)),
}
