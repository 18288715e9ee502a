import type { Macro } from '../macro.ts'

/** An amount rounded half-even to `n` places, a whole number 0–12 (constant or expression; 12 leaves it as it is). */
export const roundHalfEven: Macro = {
  name: 'round_half_even',
  usage: '{{round_half_even(a, n)}}',
  arity: { min: 2, max: 2 },
  money: true,
  duckdb: (call) => `money_round(${call.arg(0)}, ${call.arg(1)})`,
  bigquery: (call) =>
    `ROUND(CAST(${call.arg(0)} AS BIGNUMERIC), CAST(${call.arg(1)} AS INT64), 'ROUND_HALF_EVEN')`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO money_round_units(u, s) AS
  list_transform([{'u': u, 's': s}], lambda m:
  list_transform([{'u': m.u, 's': m.s, 'q': abs(m.u) // m.s, 'r': abs(m.u) % m.s}], lambda w:
    sign(w.u) * (w.q + CASE WHEN w.r > w.s - w.r OR (w.r = w.s - w.r AND w.q % 2 <> 0) THEN 1 ELSE 0 END) * w.s
  )[1])[1]`,
    `CREATE OR REPLACE MACRO money_round(a, n) AS
  list_transform([{'a': a::DECIMAL(38,12), 'n': n::INTEGER}], lambda v: CASE
    WHEN v.a IS NULL OR v.n IS NULL THEN NULL
    WHEN v.n < 0 OR v.n > 12 THEN error('round_half_even takes 0 to 12 places')
    WHEN v.n = 12 THEN v.a
    WHEN v.a < 1000000 AND v.a > -1000000 THEN
  list_transform([{'a': v.a::DECIMAL(18,12), 'h': v.a::DECIMAL(18,12)::BIGINT}], lambda w:
    (0.000000000001 * money_round_units(
      w.h * 1000000000000 + round((w.a - w.h)::DECIMAL(18,12)::DOUBLE * 1e12)::BIGINT,
      [1000000000000, 100000000000, 10000000000, 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100,
        10][v.n + 1])::BIGINT)::DECIMAL(38,12))[1]
    ELSE money_from_units(money_round_units(money_units(v.a),
      [1000000000000, 100000000000, 10000000000, 1000000000, 100000000, 10000000, 1000000, 100000, 10000, 1000, 100,
        10][v.n + 1]::HUGEINT)) END)[1]`,
  ],
}
