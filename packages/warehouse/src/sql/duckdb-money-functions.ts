/**
 * Helpers of the money macros on DuckDB. Inside a lambda a value is computed once and named; plain macros would paste
 * their argument text, and nesting would repeat it exponentially.
 *
 * `money_fraction`: units of 1e-12 of a DECIMAL(18,12) below 1; the float is exact to within half a unit.
 * `money_whole`: a whole number within 1 of the amount, |amount| < 1e17 (64-bit rounding below 1e6, where most are).
 * `money_units`: the amount in units of 1e-12. `money_from_units`: back; an error beyond 38 digits.
 */
export const duckdbMoneyFunctions: readonly string[] = [
  `CREATE OR REPLACE MACRO money_fraction(f) AS round(f::DOUBLE * 1e12)::BIGINT`,
  `CREATE OR REPLACE MACRO money_whole(a) AS
  CASE WHEN a < 1000000 AND a > -1000000 THEN a::DECIMAL(18,12)::BIGINT ELSE a::BIGINT END`,
  `CREATE OR REPLACE MACRO money_units(a) AS
  list_transform([{'a': a, 'h': trunc(a)}], lambda m:
    m.h::HUGEINT * 1000000000000::HUGEINT + money_fraction((m.a - m.h)::DECIMAL(18,12)))[1]`,
  `CREATE OR REPLACE MACRO money_from_units(n) AS
  list_transform([n], lambda m:
    (m // 1000000000000)::DECIMAL(38,12) + (0.000000000001 * (m % 1000000000000)::BIGINT)::DECIMAL(38,12))[1]`,
]
