import type { Macro } from '../macro.ts'

/**
 * A UTC instant from ISO 8601 text (an offset is honoured, none means UTC), a date or a timestamp.
 *
 * DuckDB's cast of text to TIMESTAMP drops an offset without a word, hence the way through TIMESTAMPTZ.
 */
export const timestamp: Macro = {
  name: 'timestamp',
  usage: '{{timestamp(expr)}}',
  arity: { min: 1, max: 1 },
  duckdb: (call) => `utc_timestamp(${call.arg(0)})`,
  bigquery: (call) => `CAST(${call.arg(0)} AS TIMESTAMP)`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO utc_timestamp(x) AS
  CASE WHEN typeof(x) IN ('TIMESTAMP', 'DATE') THEN x::TIMESTAMP
    WHEN typeof(x) = 'VARCHAR' AND regexp_full_match(x::VARCHAR, '[0-9]{4}-[0-9]{2}-[0-9]{2}([T ][0-9:]{5,8}([.][0-9]{1,6})?Z?)?')
    THEN x::TIMESTAMP ELSE x::TIMESTAMPTZ::TIMESTAMP END`,
  ],
}
