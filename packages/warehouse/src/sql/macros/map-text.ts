import type { Macro } from '../macro.ts'

/** One value of a Parquet map column as text; NULL when the map lacks the key. */
export const mapText: Macro = {
  name: 'map_text',
  usage: "{{map_text(map, 'key')}}",
  arity: { min: 2, max: 2 },
  duckdb: (call) => `CAST(${call.arg(0)}[${call.dialect.string(call.literal(1))}] AS VARCHAR)`,
  bigquery: (call) =>
    `(SELECT CAST(entry.value AS STRING) FROM UNNEST(${call.arg(0)}.key_value) AS entry ` +
    `WHERE entry.key = ${call.dialect.string(call.literal(1))} LIMIT 1)`,
}
