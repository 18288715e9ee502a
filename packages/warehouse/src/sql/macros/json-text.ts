import type { Macro } from '../macro.ts'

/** A scalar inside a JSON text, as text without quotes; NULL when it is absent, null, an object or an array. */
export const jsonText: Macro = {
  name: 'json_text',
  usage: "{{json_text(json, '$.path')}}",
  arity: { min: 2, max: 2 },
  duckdb: (call) => `json_scalar(${call.arg(0)}, ${path(call.literal(1), call.fail, call.dialect.string)})`,
  bigquery: (call) => `JSON_VALUE(${call.arg(0)}, ${path(call.literal(1), call.fail, call.dialect.string)})`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO json_scalar(j, p) AS
  CASE WHEN json_type(j, p) IN ('OBJECT', 'ARRAY') THEN NULL ELSE json_extract_string(j, p) END`,
  ],
}

function path(text: string, fail: (problem: string) => never, quote: (text: string) => string): string {
  return text.startsWith('$') ? quote(text) : fail('needs a path that begins with "$"')
}
