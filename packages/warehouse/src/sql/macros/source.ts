import type { Macro } from '../macro.ts'

/** The fetched files a statement loads. */
export const source: Macro = {
  name: 'source',
  usage: '{{source}}',
  arity: { min: 0, max: 0 },
  duckdb: (call) => call.dialect.relations.source(),
  bigquery: (call) => call.dialect.relations.source(),
}
