import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { openMacroDatabase, type MacroDatabase } from '../testing/duckdb-for-macros.ts'
import { bigqueryDialect } from './bigquery-dialect.ts'
import { duckdbDialect } from './duckdb-dialect.ts'
import { macros } from './macros.ts'
import { renderSql } from './render-sql.ts'

const bigquery = (sql: string) => renderSql(sql, bigqueryDialect('acme_prod')).text
const duck = (sql: string) => renderSql(sql, duckdbDialect()).text

describe('a statement of the shared subset', () => {
  test('says which parameters and tables it uses', () => {
    const sql =
      'SELECT * FROM {{table(costs)}} WHERE a = @a AND {{in_list(b, names)}} AND c = @a UNION ALL SELECT * FROM {{rollup(costs)}};'
    expect(renderSql(sql, duckdbDialect())).toMatchObject({
      parameters: ['a', 'names'],
      tables: ['costs'],
      rollups: ['costs'],
      usesSource: false,
    })
    expect(renderSql('SELECT * FROM {{source}}', duckdbDialect()).usesSource).toBe(true)
  })

  test('macros nest, and brackets, commas and braces inside strings are text', () => {
    expect(bigquery("SELECT {{md5(CONCAT(a, ',)}}', {{cast(b, string)}}))}}")).toContain(
      "CONCAT(a, ',)}}', REGEXP_REPLACE(",
    )
    expect(duck('SELECT \'{{nothing}} @x it\'\'s\', "a""b"')).toBe(
      'SELECT \'{{nothing}} @x it\'\'s\', "a""b"',
    )
  })

  test('literals and identifiers are escaped as each engine reads them', () => {
    expect(bigquery("SELECT 'it''s C:\\new', \"x\"")).toBe("SELECT 'it\\'s C:\\\\new', `x`")
    expect(duck("SELECT 'it''s C:\\new', \"x\"")).toBe("SELECT 'it''s C:\\new', \"x\"")
  })

  test('comments are not rendered, so nothing hides in them', () => {
    expect(duck('SELECT 1 -- @a {{nope}}\n, /* {{nope}} ` */ 2').replace(/\s+/g, ' ')).toBe('SELECT 1 , 2')
  })

  test.each([
    ['SELECT {{nope(a)}}', /line 1, column 8.*no macro "nope"/],
    [
      'SELECT\n  {{mul(a)}}',
      /line 2, column 3: \{\{mul\}\} takes 2 arguments, but was given 1.*\{\{mul\(a, b\)\}\}/,
    ],
    ['SELECT {{mul(a, )}}', /empty argument/],
    ['SELECT {{mul(a, b}}', /closes a macro that was not opened/],
    ['SELECT {{mul(a, b)', /must end in/],
    ['SELECT }}', /was not opened/],
    ["SELECT 'a", /string literal is not closed/],
    ['SELECT /* a', /comment is not closed/],
    ['SELECT `a`', /"`" is not part/],
    ['SELECT $a', /"\$" is not part/],
    ['SELECT @', /parameter name/],
    ['SELECT {{decimal(0.1)}}', /needs a string literal/],
    ["SELECT {{decimal('0.1x')}}", /"0.1x", not a decimal/],
    ["SELECT {{decimal('0.0000000000001')}}", /at most 12 decimals/],
    ['SELECT {{cast(a, money)}}', /knows string, int64/],
    ['SELECT {{date_trunc(minute, a)}}', /knows hour, day/],
    ['SELECT {{table(a.b)}}', /needs a bare name/],
    ["SELECT {{json_text(a, 'b')}}", /begins with "\$"/],
    ["SELECT {{json_object('a')}}", /needs a value for every key/],
    ["SELECT {{regex_extract(a, '(x)(y)')}}", /at most one group/],
  ])('%s is refused with its place', (sql, message) => {
    expect(() => duck(sql)).toThrow(
      expect.objectContaining({ code: 'config_invalid', message: expect.stringMatching(message) }),
    )
  })
})

describe('macros on DuckDB', () => {
  let duckdb: MacroDatabase
  beforeAll(async () => {
    duckdb = await openMacroDatabase()
  })
  afterAll(() => duckdb.close())

  test.each([
    ["{{day({{timestamp('2026-01-31T23:59:59Z')}})}}", '2026-01-31'],
    ["{{timestamp('2026-01-31T23:30:00-02:00')}}", '2026-02-01 01:30:00'],
    ["{{timestamp('2026-01-31T23:30:00.5')}}", '2026-01-31 23:30:00.5'],
    ["{{timestamp('2026-01-31')}}", '2026-01-31 00:00:00'],
    ["{{date('2024-02-29')}}", '2024-02-29'],
    ["{{date_trunc(month, {{date('2024-02-29')}})}}", '2024-02-01'],
    ["{{date_trunc(week, {{date('2026-01-01')}})}}", '2025-12-29'],
    ["{{date_trunc(quarter, {{timestamp('2026-05-05T05:05:05Z')}})}}", '2026-04-01'],
    ["{{date_trunc(hour, {{timestamp('2026-05-05T05:59:05Z')}})}}", '2026-05-05 05:00:00'],
    ["{{add_days({{date('2026-02-28')}}, 1)}}", '2026-03-01'],
    ["{{add_months({{date('2026-01-31')}}, 1)}}", '2026-02-28'],
    ["{{add_months({{date('2026-03-31')}}, -1)}}", '2026-02-28'],
    ["{{days_between('2026-02-01', '2026-03-01')}}", '28'],
    ["{{month_text({{date('2026-02-01')}})}}", '2026-02'],
    ["{{cast({{decimal('1.50')}}, string)}}", '1.5'],
    ["{{cast({{decimal('100')}}, string)}}", '100'],
    ["{{cast({{timestamp('2026-01-01T00:00:00Z')}}, string)}}", '2026-01-01T00:00:00Z'],
    ['{{cast(100, string)}}', '100'],
    ["{{cast('42', int64)}}", '42'],
    ["{{cast('1e-3', decimal)}}", '0.001000000000'],
    ['{{cast(7, decimal)}}', '7.000000000000'],
    ["{{cast('true', bool)}}", 'true'],
    [`{{json_text('{"a":{"b":"x"},"c":null,"d":[1]}', '$.a.b')}}`, 'x'],
    [`{{json_text('{"a":{"b":"x"}}', '$.a')}}`, null],
    [`{{json_text('{"a":null}', '$.a')}}`, null],
    [`{{json_text('{"user:team":"x"}', '$."user:team"')}}`, 'x'],
    ["{{json_object('a', 'x', 'b', NULL)}}", '{"a":"x","b":null}'],
    ["{{md5('abc')}}", '900150983cd24fb0d6963f7d28e17f72'],
    ["{{regex_matches('BoxUsage:m5', '^Box')}}", 'true'],
    ["{{regex_extract('USE1-BoxUsage:m5.large', ':([a-z0-9]+)')}}", 'm5'],
    ["{{regex_extract('USE1-BoxUsage', '[A-Z]+[0-9]')}}", 'USE1'],
    ["{{regex_extract('none', ':(x)')}}", null],
  ])('%s is %s', async (expression, expected) => {
    expect(await duckdb.value(expression)).toBe(expected)
  })
})

/** One use of every macro: a change of what BigQuery is given has to be meant. */
const USES: Readonly<Record<string, string>> = {
  table: '{{table(costs)}}',
  rollup: '{{rollup(costs)}}',
  decimal: "{{decimal('0.10')}}",
  to_decimal: '{{to_decimal(a)}}',
  mul: '{{mul(a, b)}}',
  div: '{{div(a, b)}}',
  sum: '{{sum(a)}}',
  avg: '{{avg(a)}}',
  round_half_even: '{{round_half_even(a, 2)}}',
  decimal_places: '{{decimal_places(a)}}',
  day: '{{day(t)}}',
  report_day: '{{report_day(s, e)}}',
  hourly: '{{hourly(s, e)}}',
  date: '{{date(@d)}}',
  timestamp: '{{timestamp(t)}}',
  date_trunc: '{{date_trunc(week, t)}}',
  add_days: '{{add_days(d, 1)}}',
  add_months: '{{add_months(d, -1)}}',
  days_between: '{{days_between(a, b)}}',
  month_text: '{{month_text(d)}}',
  cast: '{{cast(a, decimal)}}',
  json_text: "{{json_text(j, '$.a')}}",
  json_object: "{{json_object('k', v)}}",
  md5: '{{md5(a)}}',
  regex_matches: "{{regex_matches(a, '^\\d')}}",
  regex_extract: "{{regex_extract(a, '(\\d)')}}",
  in_list: '{{in_list(a, names)}}',
  constant: "{{constant('AWS')}}",
  exact_product: '{{exact_product(a, b)}}',
  exact_quantity: '{{exact_quantity(q, a, b)}}',
  float_decimal: '{{float_decimal(a)}}',
  json_members: "{{json_members('k', v)}}",
  map_json: '{{map_json(m)}}',
  map_text: "{{map_text(m, 'k')}}",
  json_part: "{{json_part(j, '$.a')}}",
  nested_json: '{{nested_json(n)}}',
  pairs_json: '{{pairs_json(j)}}',
  each_element: '{{each_element(j, item)}}',
}

describe('macros on BigQuery', () => {
  test('every macro has a golden text', () => {
    expect(Object.keys(USES).sort()).toEqual(
      macros
        .map(({ name }) => name)
        .filter((name) => name !== 'source')
        .sort(),
    )
  })

  test('the texts', () => {
    expect(Object.fromEntries(Object.entries(USES).map(([name, use]) => [name, bigquery(use)])))
      .toMatchInlineSnapshot(`
        {
          "add_days": "DATE_ADD(CAST(d AS DATE), INTERVAL 1 DAY)",
          "add_months": "DATE_ADD(CAST(d AS DATE), INTERVAL -1 MONTH)",
          "avg": "\`acme_prod\`.\`money_div\`(CAST(SUM(CAST(a AS BIGNUMERIC)) AS BIGNUMERIC), CAST(NULLIF(COUNT(a), 0) AS BIGNUMERIC))",
          "cast": "ROUND(CAST(a AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
          "constant": "'AWS'",
          "date": "CAST(@d AS DATE)",
          "date_trunc": "DATE_TRUNC(CAST(t AS DATE), ISOWEEK)",
          "day": "DATE(t)",
          "days_between": "DATE_DIFF(CAST(b AS DATE), CAST(a AS DATE), DAY)",
          "decimal": "BIGNUMERIC '0.1'",
          "decimal_places": "LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(a AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\\.?(\\d*?)0*\\.?$'))",
          "div": "\`acme_prod\`.\`money_div\`(CAST(a AS BIGNUMERIC), CAST(b AS BIGNUMERIC))",
          "each_element": "UNNEST(JSON_QUERY_ARRAY(j)) AS item",
          "exact_product": "ROUND(CAST(a AS BIGNUMERIC) * CAST(b AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
          "exact_quantity": "ROUND(CAST(q AS BIGNUMERIC), 12 - GREATEST(LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(a AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\\.?(\\d*?)0*\\.?$')), LENGTH(REGEXP_EXTRACT(CONCAT(CAST(CAST(b AS BIGNUMERIC) AS STRING), '.'), r'^[^.]*\\.?(\\d*?)0*\\.?$'))), 'ROUND_HALF_EVEN')",
          "float_decimal": "ROUND(CAST(CAST(a AS STRING) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
          "hourly": "(e < TIMESTAMP_ADD(s, INTERVAL 24 HOUR))",
          "in_list": "(a IN UNNEST(@names))",
          "json_members": "NULLIF(CONCAT('{', SUBSTR(CONCAT(CASE WHEN v IS NULL THEN '' ELSE CONCAT(',"k":', TO_JSON_STRING(CAST(v AS STRING))) END, ''), 2), '}'), '{}')",
          "json_object": "TO_JSON_STRING(JSON_OBJECT('k', v))",
          "json_part": "NULLIF(JSON_QUERY(j, '$.a'), 'null')",
          "json_text": "JSON_VALUE(j, '$.a')",
          "map_json": "(SELECT CONCAT('{', STRING_AGG(CONCAT(TO_JSON_STRING(entry.key), ':', TO_JSON_STRING(entry.value)), ',' ORDER BY place), '}') FROM UNNEST(m.key_value) AS entry WITH OFFSET AS place)",
          "map_text": "(SELECT CAST(entry.value AS STRING) FROM UNNEST(m.key_value) AS entry WHERE entry.key = 'k' LIMIT 1)",
          "md5": "TO_HEX(MD5(a))",
          "month_text": "FORMAT_DATE('%Y-%m', CAST(d AS DATE))",
          "mul": "ROUND(CAST(a AS BIGNUMERIC) * CAST(b AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
          "nested_json": "TO_JSON_STRING(n)",
          "pairs_json": "(SELECT CONCAT('{', STRING_AGG(CONCAT(JSON_QUERY(pair, '$.key'), ':', COALESCE(JSON_QUERY(pair, '$.value'), 'null')), ',' ORDER BY place), '}') FROM UNNEST(JSON_QUERY_ARRAY(j)) AS pair WITH OFFSET AS place)",
          "regex_extract": "REGEXP_EXTRACT(a, '(\\\\d)')",
          "regex_matches": "REGEXP_CONTAINS(a, '^\\\\d')",
          "report_day": "DATE(s)",
          "rollup": "(SELECT * EXCEPT (x_slice_id) FROM \`acme_prod\`.\`costs__rollup\`)",
          "round_half_even": "ROUND(CAST(a AS BIGNUMERIC), CAST(2 AS INT64), 'ROUND_HALF_EVEN')",
          "sum": "SUM(CAST(a AS BIGNUMERIC))",
          "table": "(SELECT * EXCEPT (x_slice_id) FROM \`acme_prod\`.\`costs\`)",
          "timestamp": "CAST(t AS TIMESTAMP)",
          "to_decimal": "ROUND(CAST(IF(a IS NULL, NULL, COALESCE(REGEXP_EXTRACT(TRIM(a), r'^-?(?:\\d+\\.?\\d*|\\.\\d+)(?:[eE][+-]?\\d{1,3})?$'), ERROR(CONCAT('"', TRIM(a), '" is not a decimal number')))) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
        }
      `)
  })
})
