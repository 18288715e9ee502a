import type { Macro, MacroCall } from '../macro.ts'
import { timestamp } from './timestamp.ts'

const TYPES = ['string', 'int64', 'decimal', 'float64', 'bool', 'date', 'timestamp'] as const

/**
 * A strict conversion; what cannot be converted is an error. Text of a decimal has no trailing zeros, text of a
 * timestamp is `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`, in both engines. Text to decimal reads as `to_decimal`.
 */
export const cast: Macro = {
  name: 'cast',
  usage: '{{cast(expr, string|int64|decimal|float64|bool|date|timestamp)}}',
  arity: { min: 2, max: 2 },
  duckdb: (call) => {
    const value = call.arg(0)
    switch (call.word(1, TYPES)) {
      case 'string':
        return `plain_text(${value})`
      case 'int64':
        return `strict_int64(${value})`
      case 'decimal':
        return `strict_decimal(${value})`
      case 'float64':
        return `CAST(${value} AS DOUBLE)`
      case 'bool':
        return `CAST(${value} AS BOOLEAN)`
      case 'date':
        return `CAST(${value} AS DATE)`
      default:
        return timestamp.duckdb(call)
    }
  },
  bigquery: (call: MacroCall) => {
    const value = call.arg(0)
    switch (call.word(1, TYPES)) {
      case 'string':
        return `REGEXP_REPLACE(CAST(${value} AS STRING), r'^(\\d{4}-\\d{2}-\\d{2}) (\\d{2}:\\d{2}:\\d{2}(?:\\.\\d+)?)\\+00$', r'\\1T\\2Z')`
      case 'int64':
        return `CAST(${value} AS INT64)`
      case 'decimal':
        return `ROUND(CAST(${value} AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')`
      case 'float64':
        return `CAST(${value} AS FLOAT64)`
      case 'bool':
        return `CAST(${value} AS BOOL)`
      case 'date':
        return `CAST(${value} AS DATE)`
      default:
        return timestamp.bigquery(call)
    }
  },
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO plain_text(x) AS
  CASE WHEN typeof(x) LIKE 'DECIMAL%' AND contains(x::VARCHAR, '.') THEN rtrim(rtrim(x::VARCHAR, '0'), '.')
    WHEN typeof(x) LIKE 'TIMESTAMP%' THEN replace(split_part(x::VARCHAR, '+', 1), ' ', 'T') || 'Z'
    ELSE x::VARCHAR END`,
    `CREATE OR REPLACE MACRO strict_int64(x) AS
  CASE WHEN typeof(x) = 'VARCHAR' AND NOT regexp_full_match(x::VARCHAR, '\\s*[+-]?[0-9]+\\s*')
    THEN error('"' || left(x::VARCHAR, 40) || '" is not a whole number') ELSE x::BIGINT END`,
    `CREATE OR REPLACE MACRO strict_decimal(x) AS
  CASE WHEN typeof(x) = 'VARCHAR' THEN money_from_text(x::VARCHAR) ELSE TRY_CAST(x AS DECIMAL(38,12)) END`,
  ],
}
