import type { Macro } from '../macro.ts'

/**
 * Exact product of two amounts, rounded half-even to 12 places; an error when it does not fit DECIMAL(38,12).
 *
 * DuckDB: raw `*` fails at 1e14, and narrowing its 24 decimals back to 12 rounds half away from zero by a slow 128-bit
 * division. Three forms, the first that applies:
 * - small: operands below 1e6. A float guess g of the rounded product, and the exact distance d of the 24-place product
 *   from it; when |d| < 1.5 units the guess moves by at most one. Yields a list, NULL when it does not apply, so that
 *   the (larger, slower to set up) other forms are not touched for a NULL operand.
 * - large: below 1e17. a = ah + al with ah a whole number and |al| ≤ 0.5, so a·b = ah·bh + ah·bl + bh·al (exact at 12
 *   places) + al·bl. A float knows al·bl to within 0.00015 units; within 0.001 of a tie it is rounded exactly.
 * - huge: the same sum with 128-bit whole parts, and al·bl always rounded exactly.
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
    // k, l: fractions in units of 1e-12. odd: whether the rest of the product is an odd number of them.
    `CREATE OR REPLACE MACRO money_mul_fraction(k, l, odd) AS
  list_transform([{'p': k::HUGEINT * l::HUGEINT, 'odd': odd}], lambda m:
    (m.p // 1000000000000)::BIGINT + CASE
      WHEN abs(m.p % 1000000000000) > 500000000000
        OR (abs(m.p % 1000000000000) = 500000000000 AND ((m.p // 1000000000000)::BIGINT + m.odd) % 2 <> 0)
      THEN sign(m.p) ELSE 0 END)[1]`,
    `CREATE OR REPLACE MACRO money_mul_small(a, b) AS
  list_transform([{'a': a::DECIMAL(38,12), 'b': b::DECIMAL(38,12)}], lambda v:
  list_transform([{'n': v.a IS NULL OR v.b IS NULL,
    'p': TRY_CAST(v.a AS DECIMAL(18,12)) * TRY_CAST(v.b AS DECIMAL(18,12)),
    'g': round(TRY_CAST(v.a AS DECIMAL(18,12))::DOUBLE * TRY_CAST(v.b AS DECIMAL(18,12))::DOUBLE * 1e12)}], lambda x:
  list_transform([{'n': x.n, 'g': TRY_CAST(x.g AS DECIMAL(18,0)),
    'd': x.p - (TRY_CAST(x.g AS DECIMAL(18,0)) * 0.000000000001::DECIMAL(13,12))::DECIMAL(38,24)}], lambda y: CASE
    WHEN y.n OR abs(y.d) < 0.0000000000015 THEN [((y.g + CASE
      WHEN abs(y.d) > 0.0000000000005 OR (abs(y.d) = 0.0000000000005 AND y.g % 2 <> 0) THEN sign(y.d)
      ELSE 0 END)::DECIMAL(18,0) * 0.000000000001)::DECIMAL(38,12)] END
  )[1])[1])[1]`,
    `CREATE OR REPLACE MACRO money_mul_large(a, b) AS
  list_transform([{'a': a, 'b': b, 'ah': money_whole(a), 'bh': money_whole(b)}], lambda w:
  list_transform([{'ah': w.ah, 'bh': w.bh,
    'al': (w.a - w.ah)::DECIMAL(18,12), 'bl': (w.b - w.bh)::DECIMAL(18,12),
    'p': (w.a - w.ah)::DECIMAL(18,12)::DOUBLE * (w.b - w.bh)::DECIMAL(18,12)::DOUBLE * 1e12}], lambda x:
    (x.ah::HUGEINT * x.bh::HUGEINT)::DECIMAL(38,12)
      + (x.ah::DECIMAL(19,0) * x.bl)::DECIMAL(38,12) + (x.bh::DECIMAL(19,0) * x.al)::DECIMAL(38,12)
      + (CASE WHEN abs(abs(x.p - round(x.p)) - 0.5) < 0.001
        THEN money_mul_fraction(money_fraction(x.al), money_fraction(x.bl),
          x.ah % 2 * (money_fraction(x.bl) % 2) + x.bh % 2 * (money_fraction(x.al) % 2))
        ELSE round(x.p)::BIGINT END * 0.000000000001)::DECIMAL(38,12)
  )[1])[1]`,
    `CREATE OR REPLACE MACRO money_mul_huge(a, b) AS
  list_transform([{'a': a, 'b': b, 'ah': trunc(a), 'bh': trunc(b)}], lambda w:
  list_transform([{'ah': w.ah::HUGEINT, 'bh': w.bh::HUGEINT,
    'al': (w.a - w.ah)::DECIMAL(18,12), 'bl': (w.b - w.bh)::DECIMAL(18,12)}], lambda x:
    (x.ah * x.bh)::DECIMAL(38,12)
      + (x.ah::DECIMAL(26,0) * x.bl::DECIMAL(12,12))::DECIMAL(38,12)
      + (x.bh::DECIMAL(26,0) * x.al::DECIMAL(12,12))::DECIMAL(38,12)
      + (money_mul_fraction(money_fraction(x.al), money_fraction(x.bl),
          (x.ah % 2)::BIGINT * (money_fraction(x.bl) % 2) + (x.bh % 2)::BIGINT * (money_fraction(x.al) % 2))
        * 0.000000000001)::DECIMAL(38,12)
  )[1])[1]`,
    `CREATE OR REPLACE MACRO money_mul_any(a, b) AS
  list_transform([{'a': a::DECIMAL(38,12), 'b': b::DECIMAL(38,12)}], lambda v: CASE
    WHEN v.a < 100000000000000000 AND v.a > -100000000000000000
      AND v.b < 100000000000000000 AND v.b > -100000000000000000 THEN money_mul_large(v.a, v.b)
    ELSE money_mul_huge(v.a, v.b) END)`,
    `CREATE OR REPLACE MACRO money_mul(a, b) AS coalesce(money_mul_small(a, b), money_mul_any(a, b))[1]`,
  ],
}
