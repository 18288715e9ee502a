import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { bigqueryDialect } from '../sql/bigquery-dialect.ts'
import { macros } from '../sql/macros.ts'
import { renderSql } from '../sql/render-sql.ts'
import { openMacroDatabase, type MacroDatabase } from '../testing/duckdb-for-macros.ts'
import { openEmulatorFront, type EmulatorFront } from '../testing/emulator/emulator-front.ts'
import { createRoutines } from './create-routines.ts'
import { decodeRows } from './decode-row.ts'
import { loadClient, type BigQueryClient } from './load-client.ts'

const DATASET = 'macros_prod'

let duckdb: MacroDatabase
let front: EmulatorFront
let client: BigQueryClient
beforeAll(async () => {
  const emulator = process.env['BIGQUERY_EMULATOR_URL']
  if (emulator === undefined) throw new Error('BIGQUERY_EMULATOR_URL is not set: run npm run test:bigquery.')
  duckdb = await openMacroDatabase()
  front = await openEmulatorFront(emulator)
  client = await loadClient({ project: 'test', location: 'EU', apiEndpoint: front.endpoint })
  await client.dataset(DATASET).create()
  const tables = [
    `CREATE TABLE ${DATASET}.costs (service STRING, x_slice_id STRING)`,
    `INSERT INTO ${DATASET}.costs (service, x_slice_id) SELECT 'EC2', 's'`,
    `CREATE TABLE ${DATASET}.costs__rollup (service STRING, x_slice_id STRING)`,
    `INSERT INTO ${DATASET}.costs__rollup (service, x_slice_id) SELECT 'S3', 's'`,
  ]
  for (const sql of [...createRoutines(DATASET), ...tables]) await client.createQueryJob({ query: sql })
})
afterAll(async () => {
  duckdb.close()
  await front.close()
})

const money = (text: string | null): string =>
  text === null ? '{{cast(NULL, decimal)}}' : `{{decimal('${text}')}}`
/** More than six decimals, ties, negatives and NULL. */
const AMOUNTS = [
  ['1', '0.000001234567', '1.5', '0.0116'],
  ['2', '-2.345678901234', '0.333333333333', '0.5'],
  ['3', null, '1', '1'],
  ['4', '0.5', '0.000000000001', '0.0000001'],
  ['5', '-0.5', '0.000000000003', '0.000000000001'],
  ['6', '12345678.123456789012', '-7.7', '0.25'],
]
  .map(
    ([id, a, b, c]) =>
      `SELECT '${id}' AS id, ${money(a ?? null)} AS a, ${money(b ?? null)} AS b, ${money(c ?? null)} AS c`,
  )
  .join(' UNION ALL ')
/** Edges of days and months, and NULL. */
const TIMES = [
  ['1', '2026-01-31T23:59:59Z', '2026-02-01T00:59:59Z', '2026-01-31'],
  ['2', '2024-02-29T00:00:00Z', '2024-03-01T00:00:00Z', '2024-02-29'],
  ['3', '2025-12-29T05:30:00.500000Z', '2026-01-05T05:30:00Z', '2026-01-01'],
]
  .map(
    ([id, s, e, d]) =>
      `SELECT '${id}' AS id, {{timestamp('${s}')}} AS s, {{timestamp('${e}')}} AS e, {{date('${d}')}} AS d`,
  )
  .join(' UNION ALL ')
const TEXTS = `SELECT '1' AS id, ' 0012.5000001 ' AS n, 'USE1-BoxUsage:m5' AS t, '{"a":{"b":"x"},"c":1}' AS j
  UNION ALL SELECT '2', '-1e-3', 'plain', '{"a":null}' UNION ALL SELECT '3', {{cast(NULL, string)}}, 'size "x"', '{}'`

type Case = {
  /** One text per row, so that both engines are compared digit by digit. */
  readonly expression: string
  readonly from: string
  /** Makes the BigQuery rendering wrong. */
  readonly mutate: (sql: string) => string
}
const swap = (what: string | RegExp, by: string) => (sql: string) => sql.replace(what, by)
const text = (expression: string): string => `{{cast(${expression}, string)}}`
const amount = (expression: string, mutate: Case['mutate']): Case => ({
  expression: text(expression),
  from: AMOUNTS,
  mutate,
})
const time = (expression: string, mutate: Case['mutate']): Case => ({
  expression: text(expression),
  from: TIMES,
  mutate,
})
const word = (expression: string, mutate: Case['mutate']): Case => ({ expression, from: TEXTS, mutate })

const MONEY: Readonly<Record<string, Case>> = {
  decimal: amount("a + {{decimal('0.000000100001')}}", swap('0.000000100001', '0.0000001')),
  mul: amount('{{mul(a, b)}}', swap('CAST(a AS BIGNUMERIC) * ', 'CAST(a AS BIGNUMERIC) + ')),
  div: amount(
    '{{div(a, b)}}',
    swap(/CAST\(a AS BIGNUMERIC\), CAST\(b AS BIGNUMERIC\)/, 'CAST(b AS BIGNUMERIC), CAST(a AS BIGNUMERIC)'),
  ),
  sum: amount('{{sum(a)}}', swap('SUM(', 'MAX(')),
  avg: amount('{{avg(a)}}', swap('COUNT(a)', 'COUNT(*)')),
  round_half_even: amount('{{round_half_even(a, 6)}}', swap('CAST(6 AS INT64)', 'CAST(5 AS INT64)')),
  exact_product: amount("{{exact_product(b, {{decimal('2')}})}}", swap(' * ', ' + ')),
  exact_quantity: amount('{{exact_quantity(a, c, c)}}', swap('12 - GREATEST', '11 - GREATEST')),
  to_decimal: {
    expression: text('{{to_decimal(n)}}'),
    from: TEXTS,
    mutate: swap(/, 12, 'ROUND_HALF_EVEN'/g, ", 3, 'ROUND_HALF_EVEN'"),
  },
  float_decimal: amount(
    '{{float_decimal({{cast(a, float64)}})}}',
    swap(/, 12, 'ROUND_HALF_EVEN'/g, ", 3, 'ROUND_HALF_EVEN'"),
  ),
}

const OTHERS: Readonly<Record<string, Case>> = {
  table: { expression: 'service', from: '{{table(costs)}}', mutate: swap('costs', 'costs__rollup') },
  rollup: { expression: 'service', from: '{{rollup(costs)}}', mutate: swap('costs__rollup', 'costs') },
  decimal_places: amount('{{decimal_places(c)}}', swap('LENGTH(', '1 + LENGTH(')),
  day: time('{{day(s)}}', swap(/DATE\(s\)/, 'DATE(e)')),
  date: time("{{date('2026-01-31')}}", swap("CAST('2026-01-31' AS DATE)", "CAST('2026-01-30' AS DATE)")),
  timestamp: time('{{timestamp({{cast(s, string)}})}}', swap(' AS TIMESTAMP)', ' AS DATE)')),
  date_trunc: time('{{date_trunc(week, d)}}', swap('ISOWEEK', 'MONTH')),
  add_days: time('{{add_days(d, 1)}}', swap('INTERVAL 1 DAY', 'INTERVAL 1 MONTH')),
  add_months: time('{{add_months(d, 1)}}', swap('INTERVAL 1 MONTH', 'INTERVAL 31 DAY')),
  days_between: time('{{days_between(d, {{day(e)}})}}', swap(', DAY)', ', MONTH)')),
  month_text: { ...time('', swap('%Y-%m', '%Y-%d')), expression: '{{month_text(d)}}' },
  report_day: time('{{report_day(s, e)}}', swap(/DATE\(s\)/, 'DATE(e)')),
  hourly: time('{{hourly(s, e)}}', swap('INTERVAL 24 HOUR', 'INTERVAL 1 SECOND')),
  cast: time('s', swap('CAST(s AS STRING)', 'CAST(e AS STRING)')),
  constant: word("{{constant('AWS')}}", swap("'AWS'", "'aws'")),
  json_text: word("{{json_text(j, '$.a.b')}}", swap('$.a.b', '$.c')),
  json_object: word("{{json_object('k', t)}}", swap("'k'", "'l'")),
  json_members: word("{{json_members('k', n, 'l', t)}}", swap('"k"', '"m"')),
  md5: word('{{md5(t)}}', swap('MD5(', 'SHA1(')),
  regex_matches: { ...word('', swap('Box', 'box')), expression: text("{{regex_matches(t, 'Box')}}") },
  regex_extract: word("{{regex_extract(t, ':([a-z0-9]+)')}}", swap(':(', '(')),
  in_list: { ...word('', swap(' IN ', ' NOT IN ')), expression: text('{{in_list(t, names)}}') },
  json_part: word("{{json_part(j, '$.a')}}", swap('$.a', '$.c')),
  nested_json: word('{{nested_json(t)}}', swap('TO_JSON_STRING(t)', 'UPPER(t)')),
  pairs_json: word(`{{pairs_json('[{"key":"a","value":"b"},{"key":"c"}]')}}`, swap("':'", "';'")),
  each_element: word(
    `(SELECT MAX({{json_text(item, '$.a')}}) FROM {{each_element('[{"a":"1"},{"a":"2"}]', item)}})`,
    swap('$.a', '$.b'),
  ),
  map_text: { ...word('', swap("= 'k'", "= 'l'")), expression: "{{map_text(m, 'k')}}" },
  map_json: { ...word('', swap("key), ':'", "key), ';'")), expression: '{{map_json(m)}}' },
}
/** Parquet maps arrive in BigQuery as key_value records; the rest of the statement is the same. */
const MAP = {
  duckdb: "SELECT MAP(['k', 'b'], ['x \"y\"', 'é']) AS m",
  bigquery: `SELECT STRUCT([STRUCT('k' AS key, 'x "y"' AS value), STRUCT('b' AS key, 'é' AS value)] AS key_value) AS m`,
}

test('every macro is compared', () => {
  // {{source}} reads files, which the lake's engine does for both warehouses.
  const names = macros.map(({ name }) => name).filter((name) => name !== 'source')
  expect([...Object.keys(MONEY), ...Object.keys(OTHERS)].sort()).toEqual(names.sort())
})

describe('both engines give the same text, and notice a wrong rendering', () => {
  test.each(Object.entries({ ...MONEY, ...OTHERS }))('%s', async (name, { expression, from, mutate }) => {
    const isMap = name.startsWith('map_')
    const relation = from.startsWith('{{') ? from : `(${from})`
    const statement = (source: string) => `SELECT ${expression} AS v FROM ${source} AS r`
    const expected =
      name === 'table' || name === 'rollup'
        ? [[name === 'table' ? 'EC2' : 'S3']]
        : await duckdb.rows(
            statement(isMap ? `(${MAP.duckdb})` : relation).replace('{{in_list(t, names)}}', "t = 'plain'"),
          )
    const render = (sql: string) => renderSql(sql, bigqueryDialect(DATASET)).text
    const right = isMap
      ? `${render(`SELECT ${expression} AS v FROM`)} (${MAP.bigquery}) AS r`
      : render(statement(relation))
    const wrong = mutate(right)
    expect(wrong).not.toBe(right)
    expect(await rowsOf(right)).toEqual(sorted(expected))
    expect(await rowsOf(wrong)).not.toEqual(sorted(expected))
  })
})

test.each(Object.entries(MONEY))('%s ends in scale 12', async (_name, { expression, from }) => {
  const values = await rowsOf(
    renderSql(`SELECT ${expression} AS v FROM (${from}) AS r`, bigqueryDialect(DATASET)).text,
  )
  for (const value of values) if (value !== null) expect(value).toMatch(/^-?\d+(\.\d{1,12})?$/)
})

async function rowsOf(query: string): Promise<(string | null)[]> {
  const params = query.includes('@names') ? { params: { names: ['plain'] } } : {}
  const [job] = await client.createQueryJob({ query, ...params })
  const [rows, , response] = await job.getQueryResults({ autoPaginate: false, skipParsing: true })
  const fields = response?.schema?.fields ?? []
  return sorted(decodeRows(fields, rows).map((row) => [row['v'] === null ? null : String(row['v'])]))
}

function sorted(rows: readonly (readonly (string | null)[])[]): (string | null)[] {
  return rows.map(([value = null]) => value).sort((a, b) => (String(a) < String(b) ? -1 : 1))
}
