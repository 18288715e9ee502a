import { decimalPlaces } from './decimal-places.ts'
import type { Macro, MacroCall } from '../macro.ts'

/**
 * A quantity whose product with either price has at most 12 decimals: rounded half-even to 12 minus the decimals of the
 * longer price. NULL when any of the three is.
 *
 * DuckDB: a whole quantity needs no rounding whatever the price. Else the decimals are counted in units of 1e-12 (exact
 * as a float below 1000) and the rounding is found to be needless by 64-bit remainders; only a quantity with too many
 * decimals goes through `round_half_even`.
 */
export const exactQuantity: Macro = {
  name: 'exact_quantity',
  usage: '{{exact_quantity(quantity, price, other_price)}}',
  arity: { min: 3, max: 3 },
  money: true,
  duckdb: (call) => `money_exact_quantity(${call.arg(0)}, ${call.arg(1)}, ${call.arg(2)})`,
  bigquery: (call) =>
    `ROUND(CAST(${call.arg(0)} AS BIGNUMERIC), 12 - GREATEST(${places(call, 1)}, ${places(call, 2)}), 'ROUND_HALF_EVEN')`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO money_small_units(a) AS round(a::DOUBLE * 1e12)::BIGINT`,
    `CREATE OR REPLACE MACRO money_unit_places(u) AS
  CASE WHEN u % 1000000 = 0 THEN
    CASE WHEN u % 1000000000 = 0 THEN
      CASE WHEN u % 1000000000000 = 0 THEN 0 WHEN u % 100000000000 = 0 THEN 1 WHEN u % 10000000000 = 0 THEN 2 ELSE 3 END
    WHEN u % 100000000 = 0 THEN 4 WHEN u % 10000000 = 0 THEN 5 ELSE 6 END
  WHEN u % 1000 = 0 THEN CASE WHEN u % 100000 = 0 THEN 7 WHEN u % 10000 = 0 THEN 8 ELSE 9 END
  WHEN u % 100 = 0 THEN 10 WHEN u % 10 = 0 THEN 11 ELSE 12 END`,
    `CREATE OR REPLACE MACRO money_price_places(a) AS
  CASE WHEN a < 1000 AND a > -1000 THEN money_unit_places(money_small_units(a))
    ELSE length(rtrim(split_part(a::DECIMAL(38,12)::VARCHAR, '.', 2), '0')) END::INTEGER`,
    `CREATE OR REPLACE MACRO money_exact_quantity_at(q, s) AS
  CASE WHEN q < 1000 AND q > -1000
      AND money_small_units(q) % [1, 10, 100, 1000, 10000, 100000, 1000000, 10000000, 100000000, 1000000000,
        10000000000, 100000000000, 1000000000000][s + 1] = 0 THEN q::DECIMAL(38,12)
    WHEN q < 1000000 AND q > -1000000 AND q::DECIMAL(18,12)::BIGINT = q THEN q::DECIMAL(38,12)
    ELSE money_round(q, 12 - s) END`,
    `CREATE OR REPLACE MACRO money_exact_quantity(q, a, b) AS
  CASE WHEN q < 1000 AND q > -1000 AND q::DOUBLE = trunc(q::DOUBLE) AND a IS NOT NULL AND b IS NOT NULL THEN q::DECIMAL(38,12)
    WHEN a = b THEN money_exact_quantity_at(q, money_price_places(a))
    WHEN a IS NOT NULL AND b IS NOT NULL THEN
      money_exact_quantity_at(q, greatest(money_price_places(a), money_price_places(b))) END`,
  ],
}

function places(call: MacroCall, index: number): string {
  const price = call.arg(index)
  return decimalPlaces.bigquery({ ...call, args: [price], arg: () => price })
}
