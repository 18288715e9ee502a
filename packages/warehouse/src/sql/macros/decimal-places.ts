import type { Macro } from '../macro.ts'

/** How many decimals an amount really has, 0–12: trailing zeros do not count. */
export const decimalPlaces: Macro = {
  name: 'decimal_places',
  usage: '{{decimal_places(a)}}',
  arity: { min: 1, max: 1 },
  money: true,
  duckdb: (call) =>
    `CAST(length(rtrim(split_part(CAST(CAST(${call.arg(0)} AS DECIMAL(38,12)) AS VARCHAR), '.', 2), '0')) AS BIGINT)`,
  bigquery: (call) =>
    `LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(${call.arg(0)} AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\\.?(\\d*?)0*\\.?$'))`,
}
