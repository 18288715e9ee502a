import type { Macro } from '../macro.ts'

/** A table of the organization the statement runs for. */
export const table: Macro = {
  name: 'table',
  usage: '{{table(name)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => call.dialect.relations.table(call.word(0)),
  bigquery: (call) => call.dialect.relations.table(call.word(0)),
}
