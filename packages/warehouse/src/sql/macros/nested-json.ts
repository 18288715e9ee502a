import type { Macro } from '../macro.ts'

/** A Parquet record or list, or a JSON text, as JSON text in which every number is text, because readers of JSON take numbers for floats. */
export const nestedJson: Macro = {
  name: 'nested_json',
  usage: '{{nested_json(column)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `nested_text(${call.arg(0)})`,
  // Fetched files are read by the lake's engine for both warehouses.
  bigquery: (call) => `TO_JSON_STRING(${call.arg(0)})`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO nested_text(x) AS
  replace(replace(replace(regexp_replace(CASE WHEN typeof(x) = 'VARCHAR' THEN x::VARCHAR ELSE to_json(x)::VARCHAR END, '("(?:[^"\\\\]|\\\\.)*")|(-?[0-9]+(?:[.][0-9]+)?(?:[eE][+-]?[0-9]+)?)',
    '\\1' || chr(1) || '\\2' || chr(2), 'g'), chr(1) || chr(2), ''), chr(1), '"'), chr(2), '"')`,
  ],
}
