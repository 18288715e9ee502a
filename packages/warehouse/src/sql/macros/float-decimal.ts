import type { Macro } from '../macro.ts'

/**
 * The amount a vendor's float was printed from: the shortest decimal that reads back as the same float. Vendors that
 * publish Parquet store money as DOUBLE. More than 12 decimals round half-even; NaN and infinities are errors.
 *
 * DuckDB: below 1000 the float times 1e12 is less than 2^50, so its distance from the decimal it was printed from stays
 * under a quarter of a unit and the direct cast gives that decimal. Whole numbers are exact; the rest goes by text.
 */
export const floatDecimal: Macro = {
  name: 'float_decimal',
  usage: '{{float_decimal(expr)}}',
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) => `money_from_float(${call.arg(0)})`,
  bigquery: (call) => `ROUND(CAST(CAST(${call.arg(0)} AS STRING) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO money_from_float(x) AS
  CASE WHEN x::DOUBLE < 1000 AND x::DOUBLE > -1000 THEN x::DOUBLE::DECIMAL(38,12)
    WHEN x::DOUBLE = trunc(x::DOUBLE) AND abs(x::DOUBLE) < 9007199254740992 THEN x::DOUBLE::BIGINT::DECIMAL(38,12)
    ELSE money_from_text(x::VARCHAR) END`,
  ],
}
