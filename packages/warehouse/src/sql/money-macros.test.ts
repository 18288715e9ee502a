import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { Decimal } from '@cloudact/core/decimal'
import { openMacroDatabase, type MacroDatabase } from '../testing/duckdb-for-macros.ts'

const LIMIT = new Decimal('1e26')
const PAIRS = 300
const RUNS = 12

let duckdb: MacroDatabase
beforeAll(async () => {
  duckdb = await openMacroDatabase()
})
afterAll(() => duckdb.close())

/** A DECIMAL(38,12) of any magnitude, often with few digits: those make ties and exact products. */
const amount = fc
  .tuple(
    fc
      .integer({ min: 1, max: 38 })
      .chain((digits) => fc.bigInt({ min: 0n, max: 10n ** BigInt(digits) - 1n })),
    fc.constantFrom(0n, 3n, 6n, 10n, 12n),
    fc.boolean(),
  )
  .map(([units, zeros, negative]) => {
    const value = new Decimal(((units * 10n ** zeros) % 10n ** 38n).toString()).div('1e12')
    return (negative ? value.neg() : value).toFixed(12)
  })

/** Halves, fives and whole numbers: products and quotients whose 13th decimal is exactly 5. */
const nearTie = fc
  .tuple(
    fc.integer({ min: -2_000_001, max: 2_000_001 }),
    fc.constantFrom('0.5', '0.000001', '0.0000005', '0.00000000001', '2.5', '1000000.5'),
  )
  .map(([count, unit]) => new Decimal(count).mul(unit).toDecimalPlaces(12).toFixed(12))

const operand = fc.oneof(amount, nearTie)

/** One query per run over many rows; the row number keeps the order. */
async function compute(
  expression: string,
  pairs: readonly (readonly [string, string])[],
): Promise<(string | null)[]> {
  const values = pairs
    .map(([a, b], index) => `(${index}, {{decimal('${a}')}}, {{decimal('${b}')}})`)
    .join(', ')
  const rows = await duckdb.rows(`SELECT ${expression} FROM (VALUES ${values}) AS t(i, a, b) ORDER BY i`)
  return rows.map(([value]) => value ?? null)
}

const roundTo = (value: InstanceType<typeof Decimal>, places: number) =>
  value.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)
const fits = (value: InstanceType<typeof Decimal>) => value.abs().lessThan(LIMIT)

/** Checks a macro against decimal.js for every pair whose exact result fits; the others are tried one by one below. */
async function agrees(
  expression: string,
  exact: (
    a: InstanceType<typeof Decimal>,
    b: InstanceType<typeof Decimal>,
  ) => InstanceType<typeof Decimal> | null,
): Promise<void> {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.tuple(operand, operand), { minLength: PAIRS, maxLength: PAIRS }),
      async (all) => {
        const expected = all.flatMap(([a, b]) => {
          const value = exact(new Decimal(a), new Decimal(b))
          return value !== null && fits(value) ? [{ pair: [a, b] as const, text: value.toFixed(12) }] : []
        })
        const found = await compute(
          expression,
          expected.map(({ pair }) => pair),
        )
        for (const [index, { pair, text }] of expected.entries()) {
          if (normal(found[index]) !== normal(text))
            throw new Error(`${expression} of ${pair.join(' and ')}: ${found[index]}, not ${text}`)
        }
      },
    ),
    { numRuns: RUNS },
  )
}

/** -0 is 0. */
const normal = (text: string | null | undefined) => (text?.match(/^-0\.0+$/) ? text.slice(1) : text)

describe('money on DuckDB is exact', () => {
  test('mul equals decimal.js, half-even at 12 places', () =>
    agrees('{{mul(a, b)}}', (a, b) => roundTo(a.mul(b), 12)))

  test('div equals decimal.js, half-even at 12 places', () =>
    agrees('{{div(a, b)}}', (a, b) => (b.isZero() ? null : roundTo(a.div(b), 12))))

  test.each([0, 2, 6, 11, 12])('round_half_even to %i places equals decimal.js', (places) =>
    agrees(`{{round_half_even(a, ${places})}}`, (a) => roundTo(a, places)),
  )

  test('to_decimal of any notation equals decimal.js', async () => {
    const text = fc
      .tuple(
        fc.stringMatching(/^-?[0-9]{1,20}(\.[0-9]{0,20})?$/),
        fc.constantFrom('', 'e0', 'E+3', 'e-7', 'e-14', 'e5'),
      )
      .map(([mantissa, exponent]) => mantissa + exponent)
    await fc.assert(
      fc.asyncProperty(fc.array(text, { minLength: PAIRS, maxLength: PAIRS }), async (texts) => {
        const values = texts.map((value, index) => `(${index}, '${value}')`).join(', ')
        const rows = await duckdb.rows(
          `SELECT {{to_decimal(x)}} FROM (VALUES ${values}) AS t(i, x) ORDER BY i`,
        )
        for (const [index, value] of texts.entries()) {
          expect(`${value}: ${normal(rows[index]?.[0])}`).toBe(
            `${value}: ${normal(roundTo(new Decimal(value), 12).toFixed(12))}`,
          )
        }
      }),
      { numRuns: 6 },
    )
  })

  test('decimal_places equals decimal.js', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(operand, { minLength: 100, maxLength: 100 }), async (all) => {
        const found = await compute(
          '{{decimal_places(a)}}',
          all.map((a) => [a, '0'] as const),
        )
        expect(found).toEqual(all.map((a) => String(new Decimal(a).decimalPlaces())))
      }),
      { numRuns: 4 },
    )
  })

  test('sum and avg equal decimal.js', async () => {
    const small = fc
      .bigInt({ min: -(10n ** 30n), max: 10n ** 30n })
      .map((units) => new Decimal(units.toString()).div('1e12').toFixed(12))
    await fc.assert(
      fc.asyncProperty(fc.array(small, { minLength: 1, maxLength: 200 }), async (all) => {
        const values = all.map((a) => `({{decimal('${a}')}})`).join(', ')
        const [row] = await duckdb.rows(`SELECT {{sum(a)}}, {{avg(a)}} FROM (VALUES ${values}) AS t(a)`)
        const total = all.reduce((sum, a) => sum.plus(a), new Decimal(0))
        expect(row?.map(normal)).toEqual([
          normal(total.toFixed(12)),
          normal(roundTo(total.div(all.length), 12).toFixed(12)),
        ])
      }),
      { numRuns: 20 },
    )
  })

  test('a tie goes to the even neighbour', async () => {
    expect(await duckdb.value("{{mul({{decimal('0.000000000001')}}, {{decimal('0.5')}})}}")).toBe(
      '0.000000000000',
    )
    expect(await duckdb.value("{{mul({{decimal('0.000000000003')}}, {{decimal('0.5')}})}}")).toBe(
      '0.000000000002',
    )
    expect(await duckdb.value("{{mul({{decimal('-7000000.000000000003')}}, {{decimal('0.5')}})}}")).toBe(
      '-3500000.000000000002',
    )
    expect(await duckdb.value("{{div({{decimal('0.000000000005')}}, 2)}}")).toBe('0.000000000002')
    expect(await duckdb.value("{{div({{decimal('30000000000000000000000000.000000000001')}}, 2)}}")).toBe(
      '15000000000000000000000000.000000000000',
    )
    expect(await duckdb.value("{{round_half_even({{decimal('2.5')}}, 0)}}")).toBe('2.000000000000')
    expect(await duckdb.value("{{round_half_even({{decimal('-12345678901.125')}}, 2)}}")).toBe(
      '-12345678901.120000000000',
    )
  })

  test.each([
    ["{{mul({{decimal('10000000000000')}}, {{decimal('10000000000000')}})}}"],
    ["{{mul({{decimal('99999999999999999999999999')}}, {{decimal('99999999999999999999999999')}})}}"],
    ["{{mul({{decimal('100000000000000000')}}, {{decimal('-1000000000')}})}}"],
    ["{{div({{decimal('99999999999999999999999999')}}, {{decimal('0.1')}})}}"],
    ["{{div({{decimal('1')}}, {{decimal('0')}})}}"],
    ["{{round_half_even({{decimal('99999999999999999999999999.9')}}, 0)}}"],
    ['{{round_half_even(1, 13)}}'],
    ["{{to_decimal('100000000000000000000000000')}}"],
    ["{{to_decimal('99999999999999999999999999.9999999999999')}}"],
    ["{{to_decimal('1e30')}}"],
    ["{{to_decimal('')}}"],
    ["{{to_decimal('1_000')}}"],
    ["{{to_decimal('1,5')}}"],
    ["{{to_decimal('NaN')}}"],
    ["{{to_decimal('0x10')}}"],
    ["{{cast('1.5', int64)}}"],
    ["{{cast('1e400', decimal)}}"],
  ])('%s is an error, never a wrong number', async (expression) => {
    await expect(duckdb.value(expression)).rejects.toThrow()
  })

  test('what does not fit is an error for every pair of amounts', async () => {
    await fc.assert(
      fc.asyncProperty(amount, amount, async (a, b) => {
        const product = roundTo(new Decimal(a).mul(b), 12)
        const found = await duckdb
          .value(`{{mul({{decimal('${a}')}}, {{decimal('${b}')}})}}`)
          .catch(() => 'error')
        expect(normal(found)).toBe(fits(product) ? normal(product.toFixed(12)) : 'error')
      }),
      { numRuns: 150 },
    )
  })

  test('NULL in, NULL out', async () => {
    const nothing = 'CAST(NULL AS DECIMAL(38,12))'
    for (const expression of [
      `{{mul(${nothing}, 2)}}`,
      `{{mul(2, ${nothing})}}`,
      `{{div(${nothing}, 2)}}`,
      `{{div(2, ${nothing})}}`,
      `{{div(${nothing}, 0)}}`,
      `{{round_half_even(${nothing}, 2)}}`,
      '{{to_decimal(NULL)}}',
    ]) {
      expect([expression, await duckdb.value(expression)]).toEqual([expression, null])
    }
    expect(await duckdb.rows('SELECT {{sum(a)}}, {{avg(a)}} FROM (SELECT 1 AS a WHERE false) AS t')).toEqual([
      [null, null],
    ])
  })

  test('macros nest', async () => {
    const price = "{{div({{decimal('36')}}, {{mul({{decimal('3')}}, {{decimal('30')}})}})}}"
    expect(await duckdb.value(`{{mul(${price}, {{mul(${price}, {{decimal('100')}})}})}}`)).toBe(
      '16.000000000000',
    )
  })
})
