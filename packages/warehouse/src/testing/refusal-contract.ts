import { expect, test } from 'vitest'
import type { Row } from '@cloudact/core/ports/warehouse'
import { COUNT, lines, put, readAll, slice, type Tenants } from './warehouse-fixtures.ts'

/** Rows and statements that are refused, leaving everything as it was. */
export function describeRefusals(tenants: Tenants): void {
  test.each([
    ['a float for a decimal', { cost: 1.5 }, /Row 2: column "cost" must be a decimal as text/],
    ['a decimal that is none', { cost: '1,5' }, /Row 2: column "cost".*"1,5"/],
    ['a decimal that does not fit', { cost: '100000000000000000000000000' }, /Row 2: column "cost"/],
    [
      'a day that does not exist',
      { invoice_date: '2026-02-30' },
      /Row 2: column "invoice_date".*"2026-02-30"/,
    ],
    ['a timestamp that is none', { charged_at: 'yesterday' }, /Row 2: column "charged_at"/],
    ['a whole number with a fraction', { quantity: 1.5 }, /Row 2: column "quantity"/],
    ['a whole number beyond 64 bits', { quantity: '9223372036854775808' }, /Row 2: column "quantity"/],
    ['a missing required column', { line_id: null }, /Row 2: column "line_id" is required/],
    ['an unknown column', { colour: 'red' }, /Row 2: column "colour" is not a column/],
    ['broken JSON', { tags: '{' }, /Row 2: column "tags" must be valid JSON/],
  ] as [string, Row, RegExp][])(
    '%s is refused by row and column, and nothing is stored',
    async (_what, bad, message) => {
      const org = await tenants.create()
      await put(org, '2026-01-01', lines('2026-01-01', 1))
      const rows = lines('2026-01-01', 3).map((row, index) => (index === 1 ? { ...row, ...bad } : row))
      await expect(put(org, '2026-01-01', rows)).rejects.toMatchObject({
        code: 'invalid_input',
        message: expect.stringMatching(message),
      })
      expect(await readAll(org, COUNT)).toEqual([{ n: 1 }])
    },
  )

  test.each([
    [
      'a float into a decimal',
      'SELECT line_id, charged_at, ratio AS cost FROM {{table(cost_lines)}}',
      /"cost" as DOUBLE/,
    ],
    [
      'a raw product',
      'SELECT line_id, charged_at, cost * cost AS cost FROM {{table(cost_lines)}}',
      /\{\{mul\(a, b\)\}\}/,
    ],
    [
      'an unknown column',
      'SELECT line_id, charged_at, 1 AS colour FROM {{table(cost_lines)}}',
      /"colour".*does not have/,
    ],
    ['a missing required column', 'SELECT line_id FROM {{table(cost_lines)}}', /lacks "charged_at"/],
    [
      'an empty required column',
      'SELECT NULLIF(line_id, line_id) AS line_id, charged_at FROM {{table(cost_lines)}}',
      /"line_id" empty in 4 of 4/,
    ],
    ['a file', "SELECT * FROM read_parquet('/etc/passwd')", /read_parquet/],
    ['a table by its bare name', 'SELECT * FROM cost_lines', /\{\{table\(name\)\}\}/],
    ['another statement', 'SELECT 1; DROP TABLE x', /SELECT/],
    ['a change', 'DELETE FROM {{table(cost_lines)}}', /SELECT/],
  ])('a query that yields or reads %s is refused', async (_what, sql, message) => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 4))
    const replace = org.replaceSlices(
      [{ slice: slice('2026-01-01'), content: { kind: 'select', statement: { sql } } }],
      { runId: 'r' },
    )
    await expect(replace).rejects.toMatchObject({ message: expect.stringMatching(message) })
    expect(await readAll(org, COUNT)).toEqual([{ n: 4 }])
  })
}
