import { expect, test } from 'vitest'
import type { Row } from '@cloudact/core/ports/warehouse'
import { COUNT, lines, put, readAll, slice, type Tenants, TOTAL } from './warehouse-fixtures.ts'

/** Replacing and dropping slices. */
export function describeSlices(tenants: Tenants): void {
  test('every column type comes back as it went in', async () => {
    const org = await tenants.create()
    const row: Row = {
      line_id: 'it\'s "1", a\nb',
      service: '',
      charged_at: '2026-01-31T23:30:00+02:00',
      invoice_date: '2026-02-28',
      currency: null,
      cost: '-12345678901234567890123456.000000000001',
      quantity: '9223372036854775807',
      ratio: 0.1,
      is_final: false,
      tags: '{"price": 0.12345678901234567890}',
    }
    await put(org, '2026-01', [row], 'run-9')
    const [read] = await readAll(org, { sql: 'SELECT * FROM {{table(cost_lines)}}' })
    expect(read).toEqual({
      ...row,
      charged_at: '2026-01-31T21:30:00Z',
      x_run_id: 'run-9',
      x_org_slug: null,
    })
  })

  test('replacing a slice twice leaves what replacing it once left', async () => {
    const org = await tenants.create()
    const [first] = await put(org, '2026-01-01', lines('2026-01-01', 5), 'run-1')
    expect(first).toMatchObject({ rows: 5, generation: 1, changed: true })
    const before = await org.version()
    const [again] = await put(org, '2026-01-01', lines('2026-01-01', 5).reverse(), 'run-2')
    expect(again).toMatchObject({ rows: 5, generation: 1, changed: false })
    expect(await org.version()).toBe(before)
    const [third] = await put(org, '2026-01-01', lines('2026-01-01', 7), 'run-3')
    expect(third).toMatchObject({ rows: 7, generation: 2, changed: true })
    expect(await org.version()).not.toBe(before)
    expect(await readAll(org, TOTAL)).toEqual([{ n: 7, cost: '7.000000000028' }])
    expect(await org.slices('cost_lines')).toMatchObject([
      { period: '2026-01-01', rows: 7, generation: 2, runId: 'run-3' },
    ])
  })

  test('a row that occurs twice is a change', async () => {
    const org = await tenants.create()
    const [one, two] = lines('2026-01-01', 2)
    await put(org, '2026-01-01', [one!, one!, two!, two!])
    expect(await put(org, '2026-01-01', [one!, one!, one!, one!])).toMatchObject([
      { changed: true, generation: 2 },
    ])
  })

  test('slices of another credential, account or period stay', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 1))
    for (const other of [
      slice('2026-01-01', { credentialId: 'c2' }),
      slice('2026-01-01', { accountId: '' }),
      slice('2026-01-02'),
    ]) {
      await org.replaceSlices([{ slice: other, content: { kind: 'rows', rows: [lines('2026-01-01', 2)] } }], {
        runId: 'r',
      })
    }
    expect(await readAll(org, COUNT)).toEqual([{ n: 7 }])
    await put(org, '2026-01-01', [])
    expect(await readAll(org, COUNT)).toEqual([{ n: 6 }])
  })

  test('many slices become visible together, with the bookkeeping, or not at all', async () => {
    const org = await tenants.create()
    const replacements = ['2026-01-01', '2026-01-02'].map((day) => ({
      slice: slice(day),
      content: { kind: 'rows' as const, rows: [lines(day, 3)] },
    }))
    const failing = org.replaceSlices(replacements, {
      runId: 'r',
      onCommit: async (tx) => {
        await tx.query('SELECT 1')
        throw new Error('bookkeeping failed')
      },
    })
    await expect(failing).rejects.toThrow('bookkeeping failed')
    expect(await readAll(org, COUNT)).toEqual([{ n: 0 }])
    const seen: number[] = []
    await org.replaceSlices(replacements, {
      runId: 'r',
      onCommit: async (_tx, written) => void seen.push(written.rows),
    })
    expect(seen).toEqual([3, 3])
    expect(await readAll(org, COUNT)).toEqual([{ n: 6 }])
  })

  test('a stamp wins over the content, and the slice over the run', async () => {
    const org = await tenants.create()
    const rows = lines('2026-01-01', 2).map((row) => ({ ...row, x_org_slug: 'forged' }))
    await org.replaceSlices(
      [
        {
          slice: slice('2026-01-01'),
          content: { kind: 'rows', rows: [rows] },
          stamp: { x_run_id: 'slice' },
        },
      ],
      { runId: 'r', stamp: { x_org_slug: 'acme', x_run_id: 'run' } },
    )
    expect(
      await readAll(org, { sql: 'SELECT DISTINCT x_org_slug, x_run_id FROM {{table(cost_lines)}}' }),
    ).toEqual([{ x_org_slug: 'acme', x_run_id: 'slice' }])
  })

  test('a slice is filled from a query over the tables of the organization', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 4))
    const copy = {
      sql: `SELECT CONCAT('copy-', line_id) AS line_id, charged_at, {{mul(cost, {{decimal('1.5')}})}} AS cost
        FROM {{table(cost_lines)}} WHERE quantity >= @least`,
      parameters: { least: 2 },
    }
    const written = await org.replaceSlices(
      [{ slice: slice('2026-02'), content: { kind: 'select', statement: copy } }],
      { runId: 'r' },
    )
    expect(written).toMatchObject([{ rows: 2, generation: 1 }])
    const rows = await readAll(org, {
      sql: "SELECT line_id, cost FROM {{table(cost_lines)}} WHERE line_id LIKE 'copy%' ORDER BY line_id",
    })
    expect(rows).toEqual([
      { line_id: 'copy-2026-01-01-2', cost: '1.500000000004' },
      { line_id: 'copy-2026-01-01-3', cost: '1.500000000006' },
    ])
  })

  test('dropping a slice removes it and only it, and is counted as a generation', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 2))
    await put(org, '2026-01-02', lines('2026-01-02', 3))
    await org.dropSlices([slice('2026-01-01'), slice('2030-01-01')], { runId: 'r' })
    expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
    expect(await put(org, '2026-01-01', lines('2026-01-01', 2))).toMatchObject([
      { changed: true, generation: 2 },
    ])
  })
}
