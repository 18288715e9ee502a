import type { Macro } from '../macro.ts'

/**
 * Exact product of two amounts, rounded half-even to 12 places; an error when it does not fit DECIMAL(38,12).
 *
 * DuckDB: raw `*` fails at 1e14, and narrowing its 24 decimals back to 12 rounds half away from zero by a slow 128-bit
 * division. Here a = ah + al with ah a whole number and |al| < 1, so a·b = ah·bh + ah·bl + bh·al (all exact at 12
 * places) + al·bl, whose rounding is read off a float when that is at least 0.001 units away from a tie (its error is
 * below 0.0002 units) and otherwise computed exactly by `money_mul_exact`. Operands below 1e6 take 64-bit steps only.
 */
export const mul: Macro = {
  name: 'mul',
  usage: '{{mul(a, b)}}',
  arity: { min: 2, max: 2 },
  money: true,
  duckdb: (call) => `money_mul(${call.arg(0)}, ${call.arg(1)})`,
  bigquery: (call) =>
    `ROUND(CAST(${call.arg(0)} AS BIGNUMERIC) * CAST(${call.arg(1)} AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')`,
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO money_mul_exact(a, b) AS
  list_transform([{'a': a, 'b': b, 'ah': trunc(a), 'bh': trunc(b)}], lambda v:
  list_transform([{'ah': v.ah, 'bh': v.bh,
    'al': (v.a - v.ah)::DECIMAL(12,12), 'bl': (v.b - v.bh)::DECIMAL(12,12)}], lambda w:
  list_transform([{
    't': (w.ah::HUGEINT * w.bh::HUGEINT)::DECIMAL(38,12)
      + (w.ah::DECIMAL(26,0) * w.bl)::DECIMAL(38,12) + (w.bh::DECIMAL(26,0) * w.al)::DECIMAL(38,12),
    'p': round(w.al::DOUBLE * 1e12)::HUGEINT * round(w.bl::DOUBLE * 1e12)::HUGEINT}], lambda x:
  list_transform([{'t': x.t, 'p': x.p, 'q': (x.p // 1000000000000)::BIGINT, 'r': abs(x.p % 1000000000000)}], lambda y:
    (y.t + 0.000000000001 * (y.q + CASE
      WHEN y.r > 500000000000 OR (y.r = 500000000000 AND (money_units(y.t) + y.q) % 2 <> 0) THEN sign(y.p)
      ELSE 0 END)::BIGINT)::DECIMAL(38,12)
  )[1])[1])[1])[1]`,
    `CREATE OR REPLACE MACRO money_mul(a, b) AS
  list_transform([{'a': a::DECIMAL(38,12), 'b': b::DECIMAL(38,12)}], lambda v: CASE
    WHEN v.a IS NULL OR v.b IS NULL THEN NULL
    WHEN v.a < 100000000000000000 AND v.a > -100000000000000000
      AND v.b < 100000000000000000 AND v.b > -100000000000000000 THEN
  list_transform([{'ah': money_whole(v.a), 'bh': money_whole(v.b)}], lambda w:
  list_transform([{'ah': w.ah, 'bh': w.bh,
    'al': (v.a - w.ah)::DECIMAL(18,12), 'bl': (v.b - w.bh)::DECIMAL(18,12)}], lambda x:
  list_transform([x.al::DOUBLE * x.bl::DOUBLE * 1e12], lambda p: CASE
    WHEN abs(abs(p - round(p)) - 0.5) < 0.001 THEN money_mul_exact(v.a, v.b)
    ELSE (x.ah::HUGEINT * x.bh::HUGEINT)::DECIMAL(38,12)
      + (x.ah::DECIMAL(19,0) * x.bl)::DECIMAL(38,12) + (x.bh::DECIMAL(19,0) * x.al)::DECIMAL(38,12)
      + (0.000000000001 * round(p)::BIGINT)::DECIMAL(38,12) END
  )[1])[1])[1]
    ELSE money_mul_exact(v.a, v.b) END)[1]`,
  ],
}
