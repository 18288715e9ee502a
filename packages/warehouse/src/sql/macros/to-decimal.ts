import type { Macro } from '../macro.ts'

/**
 * A vendor's amount from its text, as `parseDecimal` reads it: blanks around it, a minus sign, a decimal point and an
 * exponent are understood; anything else, an empty text included, is an error. More than 12 decimals round half-even.
 *
 * DuckDB's own cast accepts `1_000` and `+1` and rounds half away from zero, so only plain texts of at most 12 decimals
 * go through it (below 1e6 by the 64-bit form, which is 70 times as fast); the rest is rebuilt digit by digit.
 */
export const toDecimal: Macro = {
  name: 'to_decimal',
  usage: '{{to_decimal(expr)}}',
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) => `money_from_text(${call.arg(0)})`,
  bigquery: (call) => {
    const text = `TRIM(${call.arg(0)})`
    const number = `REGEXP_EXTRACT(${text}, r'^-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?$')`
    const error = `ERROR(CONCAT('"', ${text}, '" is not a decimal number'))`
    return `ROUND(CAST(IF(${call.arg(0)} IS NULL, NULL, COALESCE(${number}, ${error})) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')`
  },
  duckdbFunctions: [
    `CREATE OR REPLACE MACRO money_from_digits(t) AS
  list_transform([{
    'negative': starts_with(t, '-'),
    'i': regexp_extract(t, '^-?([0-9]*)', 1),
    'f': regexp_extract(t, '\\.([0-9]*)', 1),
    'e': coalesce(nullif(regexp_extract(t, '[eE]([+-]?[0-9]+)$', 1), ''), '0')::INTEGER}], lambda v:
  list_transform([{'negative': v.negative,
    'd': repeat('0', greatest(0, 1 - length(v.i) - v.e)) || v.i || v.f || repeat('0', greatest(0, v.e + 13 - length(v.f))),
    'p': greatest(1, length(v.i) + v.e)}], lambda w:
  list_transform([{'negative': w.negative, 'whole': ltrim(substr(w.d, 1, w.p), '0'), 'kept': rpad(substr(w.d, w.p + 1, 12), 12, '0'),
    'rest': rtrim(substr(w.d, w.p + 13), '0')}], lambda x:
    CASE WHEN length(x.whole) > 26 THEN error('a number does not fit DECIMAL(38,12)') ELSE
      (CASE WHEN x.negative THEN -1 ELSE 1 END) * ((CASE WHEN x.whole = '' THEN '0' ELSE x.whole END || '.' || x.kept)::DECIMAL(38,12)
        + CASE WHEN x.rest > '5' OR (x.rest = '5' AND substr(x.kept, 12, 1) IN ('1','3','5','7','9'))
          THEN 0.000000000001::DECIMAL(38,12) ELSE 0::DECIMAL(38,12) END) END::DECIMAL(38,12)
  )[1])[1])[1]`,
    `CREATE OR REPLACE MACRO money_from_text(t) AS
  list_transform([t::VARCHAR], lambda v: CASE
    WHEN v IS NULL THEN NULL
    WHEN regexp_full_match(v, '-?[0-9]{1,6}([.][0-9]{0,12})?') THEN v::DECIMAL(18,12)::DECIMAL(38,12)
    WHEN regexp_full_match(v, '-?[0-9]{1,26}([.][0-9]{0,12})?') THEN v::DECIMAL(38,12)
    WHEN regexp_full_match(trim(v), '-?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][+-]?[0-9]{1,3})?') THEN money_from_digits(trim(v))
    ELSE error('"' || left(v, 40) || '" is not a decimal number') END)[1]`,
  ],
}
