import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row, Warehouse } from '@cloudact/core/ports/warehouse'
import { describeChecks } from './check-contract.ts'
import { costTable, lines, readAll, readText, slice, zonedLines, zonedTable } from './warehouse-fixtures.ts'

const COUNT = { sql: 'SELECT COUNT(*) AS n FROM {{table(cost_lines)}}' }
const TOTAL = { sql: 'SELECT COUNT(*) AS n, {{sum(cost)}} AS cost FROM {{table(cost_lines)}}' }

/** What every warehouse adapter must do. `open` yields an empty store; it is opened once. */
export function describeWarehouseContract(name: string, open: () => Promise<Warehouse>): void {
  describe(`${name} keeps the warehouse contract`, () => {
    let warehouse: Warehouse
    let number = 0
    beforeAll(async () => {
      warehouse = await open()
    })
    afterAll(() => warehouse.close())

    /** A tenant of its own for every test. */
    async function tenant(): Promise<OrgWarehouse> {
      const org = warehouse.forOrg(parseOrgSlug(`contract_${++number}`))
      await org.ensureTable(costTable)
      return org
    }
    const put = (org: OrgWarehouse, period: string, rows: readonly Row[], runId = 'run-1') =>
      org.replaceSlices([{ slice: slice(period), content: { kind: 'rows', rows: [rows] } }], {
        runId,
        stamp: { x_run_id: runId },
      })

    test('a table is created once and then only grows', async () => {
      const org = warehouse.forOrg(parseOrgSlug('contract_tables'))
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
      const org = await tenant()
      expect(await readAll(org, TOTAL)).toEqual([{ n: 0, cost: null }])
      expect(await readAll(org, { sql: 'SELECT * FROM {{table(cost_lines)}}' })).toEqual([])
      expect(await readAll(org, { sql: 'SELECT * FROM {{rollup(cost_lines)}}' })).toEqual([])
    })

    test('every column type comes back as it went in', async () => {
      const org = await tenant()
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
      const org = await tenant()
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
      const org = await tenant()
      const [one, two] = lines('2026-01-01', 2)
      await put(org, '2026-01-01', [one!, one!, two!, two!])
      expect(await put(org, '2026-01-01', [one!, one!, one!, one!])).toMatchObject([
        { changed: true, generation: 2 },
      ])
    })

    test('slices of another credential, account or period stay', async () => {
      const org = await tenant()
      await put(org, '2026-01-01', lines('2026-01-01', 1))
      for (const other of [
        slice('2026-01-01', { credentialId: 'c2' }),
        slice('2026-01-01', { accountId: '' }),
        slice('2026-01-02'),
      ]) {
        await org.replaceSlices(
          [{ slice: other, content: { kind: 'rows', rows: [lines('2026-01-01', 2)] } }],
          { runId: 'r' },
        )
      }
      expect(await readAll(org, COUNT)).toEqual([{ n: 7 }])
      await put(org, '2026-01-01', [])
      expect(await readAll(org, COUNT)).toEqual([{ n: 6 }])
    })

    test('many slices become visible together, with the bookkeeping, or not at all', async () => {
      const org = await tenant()
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
        const org = await tenant()
        await put(org, '2026-01-01', lines('2026-01-01', 1))
        const rows = lines('2026-01-01', 3).map((row, index) => (index === 1 ? { ...row, ...bad } : row))
        await expect(put(org, '2026-01-01', rows)).rejects.toMatchObject({
          code: 'invalid_input',
          message: expect.stringMatching(message),
        })
        expect(await readAll(org, COUNT)).toEqual([{ n: 1 }])
      },
    )

    test('a stamp wins over the content, and the slice over the run', async () => {
      const org = await tenant()
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
      const org = await tenant()
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
      const org = await tenant()
      await put(org, '2026-01-01', lines('2026-01-01', 4))
      const replace = org.replaceSlices(
        [{ slice: slice('2026-01-01'), content: { kind: 'select', statement: { sql } } }],
        { runId: 'r' },
      )
      await expect(replace).rejects.toMatchObject({ message: expect.stringMatching(message) })
      expect(await readAll(org, COUNT)).toEqual([{ n: 4 }])
    })

    test('the rollup follows its slices', async () => {
      const org = await tenant()
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
      const org = await tenant()
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
      const org = warehouse.forOrg(parseOrgSlug(`contract_${++number}`))
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

    describeChecks(tenant)

    test('dropping a slice removes it and only it, and is counted as a generation', async () => {
      const org = await tenant()
      await put(org, '2026-01-01', lines('2026-01-01', 2))
      await put(org, '2026-01-02', lines('2026-01-02', 3))
      await org.dropSlices([slice('2026-01-01'), slice('2030-01-01')], { runId: 'r' })
      expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
      expect(await put(org, '2026-01-01', lines('2026-01-01', 2))).toMatchObject([
        { changed: true, generation: 2 },
      ])
    })

    test('a tenant sees its own rows only', async () => {
      const [one, two] = [await tenant(), await tenant()]
      await put(one, '2026-01-01', lines('2026-01-01', 2))
      expect(await readAll(two, COUNT)).toEqual([{ n: 0 }])
      expect(await two.slices('cost_lines')).toEqual([])
      const stranger = warehouse.forOrg(parseOrgSlug('contract_stranger'))
      await expect(readAll(stranger, COUNT)).rejects.toMatchObject({ code: 'not_found' })
    })

    test('a range never hides a row that lies in it, whatever the period of its slice', async () => {
      const org = await tenant()
      await put(org, '2026-01', lines('2026-02-01', 1))
      await put(org, '2026-03', lines('2026-03-01', 1))
      const inRange = (start: string, end: string) => ({
        sql: 'SELECT line_id FROM {{table(cost_lines)}} WHERE {{day(charged_at)}} >= {{date(@start)}} AND {{day(charged_at)}} < {{date(@end)}}',
        parameters: { start, end },
        range: { start, end },
      })
      expect(await readAll(org, inRange('2026-02-01', '2026-03-01'))).toEqual([{ line_id: '2026-02-01-0' }])
      expect(await readAll(org, inRange('2026-03-01', '2026-04-01'))).toEqual([{ line_id: '2026-03-01-0' }])
    })

    test('parameters are values, never SQL', async () => {
      const org = await tenant()
      await put(org, '2026-01-01', lines('2026-01-01', 3))
      const where = (condition: string, parameters: Record<string, string | string[]>) =>
        readAll(org, {
          sql: `SELECT COUNT(*) AS n FROM {{table(cost_lines)}} WHERE ${condition}`,
          parameters,
        })
      expect(await where('service = @service', { service: "x' OR '1'='1" })).toEqual([{ n: 0 }])
      expect(await where('{{in_list(service, services)}}', { services: ['EC2', 'S3'] })).toEqual([{ n: 3 }])
      expect(await where('{{in_list(service, services)}}', { services: [] })).toEqual([{ n: 0 }])
      await expect(where('service = @service', {})).rejects.toThrow('@service')
    })

    test('an export streams CSV and JSONL with exact decimals', async () => {
      const org = await tenant()
      const [row] = lines('2026-01-01', 1)
      await put(org, '2026-01-01', [
        { ...row!, line_id: 'a,"b"\nc', service: '', currency: null, cost: '1.500000000000', tags: 'null' },
      ])
      const sql =
        'SELECT line_id, service, charged_at, invoice_date, currency, cost, quantity, is_final FROM {{table(cost_lines)}}'
      expect(await readText(org.export({ sql }, 'csv'))).toBe(
        'line_id,service,charged_at,invoice_date,currency,cost,quantity,is_final\n' +
          '"a,""b""\nc","",2026-01-01T00:30:00Z,2026-01-01,,1.5,0,true\n',
      )
      expect(JSON.parse(await readText(org.export({ sql }, 'jsonl')))).toEqual({
        line_id: 'a,"b"\nc',
        service: '',
        charged_at: '2026-01-01T00:30:00Z',
        invoice_date: '2026-01-01',
        currency: null,
        cost: '1.5',
        quantity: 0,
        is_final: true,
      })
    })

    test('a query that is abandoned or cancelled leaves the warehouse usable', async () => {
      const org = await tenant()
      await put(org, '2026-01-01', lines('2026-01-01', 5_000))
      for await (const batch of org.query({ sql: 'SELECT * FROM {{table(cost_lines)}}' })) {
        expect(batch.length).toBeGreaterThan(0)
        break
      }
      const cancelled = async () => {
        for await (const batch of org.query(COUNT, { signal: AbortSignal.abort() })) expect(batch).toEqual([])
      }
      await expect(cancelled()).rejects.toMatchObject({ code: 'cancelled' })
      expect(await readAll(org, COUNT)).toEqual([{ n: 5_000 }])
    })
  })
}
