import type { Macro } from '../macro.ts'

/**
 * Exact quotient of two amounts, rounded half-even to 12 places. Division by zero and a quotient that does not fit
 * DECIMAL(38,12) are errors; a NULL on either side is NULL.
 *
 * DuckDB: a float guess, at most 1.1 units of the last place off, is corrected by the exact remainder a − q·b at 24
 * places. Larger operands go through 128-bit long division in units of 1e-12. BigQuery's `/` rounds at 38 places first,
 * so its guess is corrected by
 * the exact remainder too; a routine of the dataset, because an inline subquery would capture an aggregate argument.
 */
export const div: Macro = {
  name: 'div',
  usage: '{{div(a, b)}}',
  arity: { min: 2, max: 2 },
  money: true,
  duckdb: (call) => `money_div(${call.arg(0)}, ${call.arg(1)})`,
  bigquery: (call) =>
    `${call.dialect.routine('money_div')}(CAST(${call.arg(0)} AS BIGNUMERIC), CAST(${call.arg(1)} AS BIGNUMERIC))`,
  bigqueryRoutines: [
    {
      name: 'money_div',
      parameters: ['a', 'b'],
      body: `(
  SELECT CASE
    WHEN ABS(r + r) > ABS(b) * BIGNUMERIC '0.000000000001'
      OR (ABS(r + r) = ABS(b) * BIGNUMERIC '0.000000000001' AND MOD(q * 1000000000000, 2) <> 0)
    THEN q + SIGN(r) * SIGN(b) * BIGNUMERIC '0.000000000001' ELSE q END
  FROM (SELECT q, a - q * b AS r FROM (SELECT ROUND(a / b, 12) AS q))
)`,
    },
  ],
  duckdbFunctions: [
    // 40 doublings multiply the remainder by 1e12 bit by bit, so that no intermediate exceeds 3 divisors (< 2^128).
    `CREATE OR REPLACE MACRO money_div_units(n, d) AS
  list_transform([{'n': n, 'd': d::UHUGEINT, 'r': (n % d)::UHUGEINT}], lambda v:
  list_transform([list_reduce(
      list_transform(range(39, -1, -1), lambda bit: {'q': ((1000000000000 >> bit) & 1)::UHUGEINT, 'r': 0::UHUGEINT}),
      lambda done, bit: {
        'q': done.q * 2 + (done.r * 2 + bit.q * v.r) // v.d, 'r': (done.r * 2 + bit.q * v.r) % v.d},
      {'q': 0::UHUGEINT, 'r': 0::UHUGEINT})], lambda w: {
    'q': (v.n // v.d::HUGEINT) * 1000000000000::HUGEINT + w.q::HUGEINT, 'r': w.r::HUGEINT})[1])[1]`,
    `CREATE OR REPLACE MACRO money_div_exact(a, b) AS
  list_transform([{'n': money_units(abs(a)), 'd': money_units(abs(b)), 's': sign(a) * sign(b)}], lambda v:
  list_transform([{'d': v.d, 's': v.s, 'x': CASE
    WHEN v.n < 100000000000000000000000000::HUGEINT THEN {
      'q': (v.n * 1000000000000::HUGEINT) // v.d, 'r': (v.n * 1000000000000::HUGEINT) % v.d}
    ELSE money_div_units(v.n, v.d) END}], lambda w:
    money_from_units(w.s * (w.x.q + CASE
      WHEN w.x.r > w.d - w.x.r OR (w.x.r = w.d - w.x.r AND w.x.q % 2 <> 0) THEN 1 ELSE 0 END))
  )[1])[1]`,
    `CREATE OR REPLACE MACRO money_div(a, b) AS
  list_transform([{'a': a::DECIMAL(38,12), 'b': b::DECIMAL(38,12)}], lambda v: CASE
    WHEN v.a IS NULL OR v.b IS NULL THEN NULL
    WHEN v.b = 0 THEN error('division by zero')
    WHEN v.a < 1000000 AND v.a > -1000000 AND v.b < 1000000 AND v.b > -1000000 THEN
  list_transform([v.a::DECIMAL(18,12)::DOUBLE / v.b::DECIMAL(18,12)::DOUBLE], lambda q: CASE
    WHEN abs(q) < 1000 THEN
  list_transform([round(q * 1e12)::BIGINT], lambda n:
  list_transform([v.a::DECIMAL(38,24) - (0.000000000001 * n)::DECIMAL(18,12) * v.b::DECIMAL(18,12)], lambda r:
  list_transform([{'r': abs(r + r), 'u': abs(v.b::DECIMAL(18,12)) * 0.000000000001::DECIMAL(18,12), 's': sign(r) * sign(v.b)}], lambda w:
    (0.000000000001 * (n + CASE
      WHEN w.r > w.u OR (w.r = w.u AND n % 2 <> 0) THEN w.s ELSE 0 END)::BIGINT)::DECIMAL(38,12)
  )[1])[1])[1]
    ELSE money_div_exact(v.a, v.b) END)[1]
    ELSE money_div_exact(v.a, v.b) END)[1]`,
  ],
}
