import type { Macro } from '../macro.ts'

/** What lies at a path of a JSON text, as JSON text; NULL when it is absent or null. */
export const jsonPart: Macro = {
  name: 'json_part',
  usage: "{{json_part(json, '$.path')}}",
  arity: { min: 2, max: 2 },
  duckdb: (call) => `NULLIF(CAST(json_extract(${call.arg(0)}, ${call.arg(1)}) AS VARCHAR), 'null')`,
  bigquery: (call) => `NULLIF(JSON_QUERY(${call.arg(0)}, ${call.arg(1)}), 'null')`,
}
