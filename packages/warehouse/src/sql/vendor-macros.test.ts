import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Decimal } from '@cloudact/core/decimal'
import { openMacroDatabase, type MacroDatabase } from '../testing/duckdb-for-macros.ts'
import { bigqueryDialect } from './bigquery-dialect.ts'
import { renderSql } from './render-sql.ts'

const ROWS = 120
const RUNS = 6

let duckdb: MacroDatabase
beforeAll(async () => {
  duckdb = await openMacroDatabase()
})
afterAll(() => duckdb.close())

async function compute(
  expression: string,
  rows: readonly (readonly string[])[],
  names: string,
): Promise<(string | null)[]> {
  const values = rows.map((row, index) => `(${index}, ${row.join(', ')})`).join(', ')
  const result = await duckdb.rows(
    `SELECT ${expression} FROM (VALUES ${values}) AS t(i, ${names}) ORDER BY i`,
  )
  return result.map(([value]) => value ?? null)
}

/** An amount of up to `whole` digits before and `places` after the point. */
const decimalText = (whole: number, places: number) =>
  fc
    .tuple(
      fc.bigInt({ min: 0n, max: 10n ** BigInt(whole) - 1n }),
      fc.integer({ min: 0, max: places }),
      fc.bigInt({ min: 0n, max: 10n ** 12n - 1n }),
      fc.boolean(),
    )
    .map(([head, digits, tail, negative]) => {
      const fraction = tail.toString().padStart(12, '0').slice(0, digits)
      return new Decimal(`${negative ? '-' : ''}${head}.${fraction || '0'}`).toFixed()
    })

describe('float_decimal', () => {
  test('gives the decimal a float was printed from', async () => {
    // A double keeps 15 significant digits of any decimal.
    const amount = fc
      .oneof(decimalText(3, 12), decimalText(8, 7), decimalText(14, 0))
      .filter((text) => new Decimal(text).precision() <= 15)
    await fc.assert(
      fc.asyncProperty(fc.array(amount, { minLength: ROWS, maxLength: ROWS }), async (texts) => {
        const values = texts.map((text) => [`{{cast('${text}', float64)}}`])
        expect(await compute('{{float_decimal(a)}}', values, 'a')).toEqual(
          texts.map((text) => new Decimal(text).toFixed(12)),
        )
      }),
      { numRuns: RUNS },
    )
  })

  test('keeps NULL and refuses what is not a number', async () => {
    expect(await duckdb.value('{{float_decimal({{cast(NULL, float64)}})}}')).toBeNull()
    await expect(duckdb.value("{{float_decimal({{cast('nan', float64)}})}}")).rejects.toThrow()
    await expect(duckdb.value("{{float_decimal({{cast('inf', float64)}})}}")).rejects.toThrow()
    await expect(duckdb.value("{{float_decimal('1,234.5')}}")).rejects.toThrow()
  })
})

describe('exact_quantity and exact_product', () => {
  const price = decimalText(4, 12).map((text) => text.replace('-', ''))
  const quantity = fc.oneof(decimalText(3, 12), decimalText(9, 12), decimalText(2, 3), decimalText(12, 0))
  const places = (text: string) => new Decimal(text).decimalPlaces()

  test('the quantity is rounded half-even to what the longer price leaves, and both products are exact', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.tuple(quantity, price, fc.option(price, { nil: null })), {
          minLength: ROWS,
          maxLength: ROWS,
        }),
        async (cases) => {
          const rows = cases.map(([q, a, b]) => [q, a, b ?? a].map((text) => `{{decimal('${text}')}}`))
          const quantities = await compute('{{exact_quantity(q, a, b)}}', rows, 'q, a, b')
          const products = await compute('{{exact_product(a, {{exact_quantity(q, a, b)}})}}', rows, 'q, a, b')
          for (const [index, [q, a, b]] of cases.entries()) {
            const kept = new Decimal(q).toDecimalPlaces(
              12 - Math.max(places(a), places(b ?? a)),
              Decimal.ROUND_HALF_EVEN,
            )
            expect(quantities[index]).toBe(kept.toFixed(12))
            expect(products[index]).toBe(kept.times(a).toFixed(12))
          }
        },
      ),
      { numRuns: RUNS },
    )
  })

  test('golden example 12 and the ties', async () => {
    const value = (q: string, a: string, b = a) =>
      duckdb.value(`{{exact_quantity({{decimal('${q}')}}, {{decimal('${a}')}}, {{decimal('${b}')}})}}`)
    expect(await value('0.0166666667', '0.0116')).toBe('0.016666670000')
    expect(await value('0.5', '0.000000000001')).toBe('0.000000000000')
    expect(await value('1.5', '0.000000000001')).toBe('2.000000000000')
    expect(await value('-2.5', '1', '0.000000000001')).toBe('-2.000000000000')
    expect(
      await duckdb.value("{{exact_quantity({{decimal('1')}}, {{cast(NULL, decimal)}}, {{decimal('1')}})}}"),
    ).toBeNull()
  })
})

describe('maps and JSON members', () => {
  test('a map becomes JSON in its order and its values are reached by key', async () => {
    const [row] = await duckdb.rows(
      `SELECT {{map_json(m)}}, {{map_text(m, 'b')}}, {{map_text(m, 'none')}} FROM (SELECT MAP(['b', 'a'], ['x "y"', 'é']) AS m) AS t`,
    )
    expect(row).toEqual(['{"b":"x \\"y\\"","a":"é"}', 'x "y"', null])
  })

  test('members that are NULL are left out; no member at all is NULL', async () => {
    expect(
      await duckdb.value("{{json_members('a', 'x, \"y\"', 'b', {{cast(NULL, string)}}, 'c', '')}}"),
    ).toBe('{"a":"x, \\"y\\"","c":""}')
    expect(await duckdb.value("{{json_members('a', {{cast(NULL, string)}})}}")).toBeNull()
  })
})

test('a constant is text to everything that reads it', async () => {
  const [row] = await duckdb.rows(
    "SELECT {{constant('it''s')}}, CONCAT({{constant('a')}}, 'b'), {{constant('a')}} = 'a'",
  )
  expect(row).toEqual(["it's", 'ab', 'true'])
})

test('the BigQuery text', () => {
  const dialect = bigqueryDialect('acme_prod', 'source')
  const render = (sql: string) => renderSql(sql, dialect).text
  expect(render('{{float_decimal(x)}}')).toBe(
    "ROUND(CAST(CAST(x AS STRING) AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
  )
  expect(render('{{exact_product(a, b)}}')).toBe(
    "ROUND(CAST(a AS BIGNUMERIC) * CAST(b AS BIGNUMERIC), 12, 'ROUND_HALF_EVEN')",
  )
  expect(render('{{exact_quantity(q, a, b)}}')).toMatch(
    /^ROUND\(CAST\(q AS BIGNUMERIC\), 12 - GREATEST\(LENGTH.*\), 'ROUND_HALF_EVEN'\)$/s,
  )
  expect(render("{{map_text(m, 'k')}}")).toBe(
    "(SELECT CAST(entry.value AS STRING) FROM UNNEST(m.key_value) AS entry WHERE entry.key = 'k' LIMIT 1)",
  )
  expect(render("{{constant('AWS')}}")).toBe("'AWS'")
  expect(render("{{json_members('k', v)}}")).toContain('TO_JSON_STRING(CAST(v AS STRING))')
})
