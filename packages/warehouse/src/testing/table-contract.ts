import { expect, test } from 'vitest'
import {
  costTable,
  lines,
  put,
  readAll,
  slice,
  TOTAL,
  type Tenants,
  zonedLines,
  zonedTable,
} from './warehouse-fixtures.ts'

/** Tables, their growth and their rollups. */
export function describeTables(tenants: Tenants): void {
  test('a table is created once and then only grows', async () => {
    const org = tenants.forOrg('contract_tables')
    const { columns } = costTable
    expect(await org.ensureTable({ ...costTable, columns: columns.slice(0, 8) })).toEqual({
      created: true,
      addedColumns: [],
    })
    const [first] = lines('2026-01-01', 1)
    const { is_final: _final, tags: _tags, ...old } = first!
    await org.replaceSlices([{ slice: slice('2026-01-01'), content: { kind: 'rows', rows: [[old]] } }], {
      runId: 'r',
    })
    expect(await org.ensureTable(costTable)).toEqual({
      created: false,
      addedColumns: ['is_final', 'tags', 'x_run_id', 'x_org_slug'],
    })
    expect(await org.ensureTable(costTable)).toEqual({ created: false, addedColumns: [] })
    await put(org, '2026-01-02', lines('2026-01-02', 1))
    const rows = await readAll(org, {
      sql: 'SELECT line_id, is_final, tags FROM {{table(cost_lines)}} ORDER BY line_id',
    })
    expect(rows).toEqual([
      { line_id: '2026-01-01-0', is_final: null, tags: null },
      { line_id: '2026-01-02-0', is_final: true, tags: '{"team":"a"}' },
    ])
    const retyped = columns.map((column) =>
      column.name === 'cost' ? { ...column, type: 'string' as const } : column,
    )
    await expect(org.ensureTable({ ...costTable, columns: retyped })).rejects.toThrow(
      /"cost".*decimal.*string/,
    )
  })

  test('an empty table answers with no rows of the right columns', async () => {
    const org = await tenants.create()
    expect(await readAll(org, TOTAL)).toEqual([{ n: 0, cost: null }])
    expect(await readAll(org, { sql: 'SELECT * FROM {{table(cost_lines)}}' })).toEqual([])
    expect(await readAll(org, { sql: 'SELECT * FROM {{rollup(cost_lines)}}' })).toEqual([])
  })

  test('the rollup follows its slices', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 2))
    await put(org, '2026-01-02', lines('2026-01-02', 3, 'S3'))
    const daily = { sql: 'SELECT day, service, cost, row_count FROM {{rollup(cost_lines)}} ORDER BY day' }
    expect(await readAll(org, daily)).toEqual([
      { day: '2026-01-01', service: 'EC2', cost: '2.000000000003', row_count: 2 },
      { day: '2026-01-02', service: 'S3', cost: '3.000000000006', row_count: 3 },
    ])
    await put(org, '2026-01-01', lines('2026-01-01', 1))
    expect((await readAll(org, daily))[0]).toMatchObject({ cost: '1.000000000001', row_count: 1 })
  })

  test('a changed rollup definition is right for slices written before it', async () => {
    const org = await tenants.create()
    await put(org, '2026-01-01', lines('2026-01-01', 2))
    const { rollup } = costTable
    await org.ensureTable({
      ...costTable,
      rollup: { ...rollup!, dimensions: [{ name: 'currency', type: 'string', expression: 'currency' }] },
    })
    await put(org, '2026-01-02', lines('2026-01-02', 1))
    const rows = await readAll(org, {
      sql: 'SELECT currency, {{sum(cost)}} AS cost FROM {{rollup(cost_lines)}} GROUP BY currency',
    })
    expect(rows).toEqual([{ currency: 'USD', cost: '3.000000000004' }])
  })

  test('another time zone moves hourly charges to its days at once, and no other ones', async () => {
    const org = tenants.forOrg('contract_zoned')
    await org.ensureTable(zonedTable)
    await put(org, '2026-01-01', zonedLines('2026-01-01'))
    const daily = { sql: 'SELECT day, cost FROM {{rollup(cost_lines)}} ORDER BY day, cost' }
    const utc = [{ day: '2026-01-01', cost: '111' }]
    expect(await org.timeZone()).toBe('UTC')
    expect(await readAll(org, daily)).toEqual(utc)
    const detail = await readAll(org, { sql: 'SELECT * FROM {{table(cost_lines)}} ORDER BY line_id' })
    const before = await org.version()

    await expect(org.setTimeZone('Mars/Olympus')).rejects.toMatchObject({ code: 'invalid_input' })
    await org.setTimeZone('America/Los_Angeles')
    expect(await org.timeZone()).toBe('America/Los_Angeles')
    expect(await org.version()).not.toBe(before)
    const zoned = [
      { day: '2025-12-31', cost: '1' },
      { day: '2026-01-01', cost: '110' },
    ]
    expect(await readAll(org, daily)).toEqual(zoned)
    expect(await readAll(org, { sql: 'SELECT * FROM {{table(cost_lines)}} ORDER BY line_id' })).toEqual(
      detail,
    )
    const filtered = `SELECT line_id FROM {{table(cost_lines)}}
      WHERE {{report_day(charged_at, ended_at)}} = {{date('2025-12-31')}}`
    expect(await readAll(org, { sql: filtered })).toEqual([{ line_id: '2026-01-01-early' }])
    await expect(readAll(org, { ...daily, timeZone: 'UTC' })).rejects.toMatchObject({ code: 'conflict' })

    await put(org, '2026-01-02', zonedLines('2026-01-02'))
    expect(await readAll(org, { ...daily, timeZone: 'America/Los_Angeles' })).toEqual([
      { day: '2025-12-31', cost: '1' },
      { day: '2026-01-01', cost: '1' },
      { day: '2026-01-01', cost: '110' },
      { day: '2026-01-02', cost: '110' },
    ])
    await org.dropSlices([slice('2026-01-02')], { runId: 'run-2' })
    await org.setTimeZone('UTC')
    expect(await readAll(org, daily)).toEqual(utc)
  })
}
