import { execFile } from 'node:child_process'
import { readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, afterEach, beforeAll, expect, test } from 'vitest'
import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake, type TestLake } from '../testing/open-test-lake.ts'
import { costTable, lines, readAll, slice } from '../testing/warehouse-fixtures.ts'

const ORG = parseOrgSlug('acme')
const COUNT = { sql: 'SELECT COUNT(*) AS n FROM {{table(cost_lines)}}' }
const GRACE_SECONDS = 900

let database: Database
let opened: TestLake | undefined
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())
afterEach(async () => {
  await opened?.close()
  opened = undefined
  await database.query('TRUNCATE lake_versions, lake_tables, lake_files, lake_slices, lake_slice_versions')
})

/** A lake whose clock the test owns. Files on disk have the machine's time, so orphans are made old by a late clock. */
async function open(): Promise<TestLake & { org: OrgWarehouse; clock: { time: number; now(): number } }> {
  const clock = {
    time: Date.parse('2026-03-15T12:00:00Z'),
    now() {
      return this.time
    },
  }
  const lake = await openTestLake(
    { ...database, close: async () => {} },
    {
      clock,
      graceSeconds: GRACE_SECONDS,
      orphanGraceSeconds: GRACE_SECONDS,
    },
  )
  opened = lake
  const org = lake.lake.forOrg(ORG)
  await org.ensureTable(costTable)
  return { ...lake, org, clock }
}

const put = (org: OrgWarehouse, period: string, rows: readonly Row[]) =>
  org.replaceSlices([{ slice: slice(period), content: { kind: 'rows', rows: [rows] } }], {
    runId: `run-${rows.length}`,
  })

async function parquetFiles(folder: string): Promise<string[]> {
  return (await readdir(folder, { recursive: true })).filter((name) => /\.parquet(\.tmp)?$/.test(name)).sort()
}

test('files lie under organization, table and period, and nothing temporary is left', async () => {
  const { org, folder } = await open()
  await put(org, '2026-01-01', lines('2026-01-01', 2))
  const files = await parquetFiles(folder)
  expect(files).toHaveLength(2)
  for (const file of files) expect(file).toMatch(/^acme\/cost_lines\/2026-01-01\/[0-9a-f-]{36}\.parquet$/)
})

test('a query that began before a replacement ends on what it saw, even through garbage collection', async () => {
  const { org, lake, clock } = await open()
  await put(org, '2026-01-01', lines('2026-01-01', 30_000))
  const reading = org.query({ sql: 'SELECT line_id FROM {{table(cost_lines)}}' })[Symbol.asyncIterator]()
  const first = await reading.next()
  let seen = first.done === true ? 0 : first.value.length
  await put(org, '2026-01-01', lines('2026-01-01', 2))
  await put(org, '2026-01-01', lines('2026-01-01', 3))
  clock.time += 10 * GRACE_SECONDS * 1_000
  expect((await lake.collectGarbage()).files).toBe(0)
  for (let next = await reading.next(); next.done !== true; next = await reading.next())
    seen += next.value.length
  expect(seen).toBe(30_000)
  expect((await lake.collectGarbage()).files).toBe(2)
  expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
})

test('garbage collection waits for the grace time and keeps the predecessor', async () => {
  const { org, lake, clock, folder } = await open()
  for (const count of [1, 2, 3]) await put(org, '2026-01-01', lines('2026-01-01', count))
  expect(await lake.collectGarbage()).toMatchObject({ files: 0 })
  clock.time += (GRACE_SECONDS + 1) * 1_000
  expect((await lake.collectGarbage()).files).toBe(2)
  expect(await parquetFiles(folder)).toHaveLength(4)
  expect(await lake.diffSlice(ORG, slice('2026-01-01'))).toMatchObject({ rows: { before: 2, after: 3 } })
})

test('orphans are collected once they are old, and only orphans', async () => {
  const { org, lake, clock, folder } = await open()
  await put(org, '2026-01-01', lines('2026-01-01', 2))
  const place = join(folder, 'acme', 'cost_lines', '2026-01-01')
  const orphans = [join(place, '00000000-0000-4000-8000-000000000000.parquet'), join(place, '.x.parquet.tmp')]
  for (const path of orphans) await writeFile(path, 'half a file')
  clock.time = Date.now()
  expect((await lake.collectOrphans()).files).toBe(0)
  clock.time += (GRACE_SECONDS + 60) * 1_000
  expect((await lake.collectOrphans()).files).toBe(2)
  expect(await readAll(org, COUNT)).toEqual([{ n: 2 }])
})

test('a load that fails leaves no file behind', async () => {
  const { org, folder } = await open()
  const bad = [...lines('2026-01-01', 2), { line_id: 'x' }]
  await expect(put(org, '2026-01-01', bad)).rejects.toThrow('"charged_at" is required')
  expect(await parquetFiles(folder)).toEqual([])
})

test('a closed month is compacted into one file per kind; its slices stay replaceable', async () => {
  const { org, lake, clock, folder } = await open()
  const days = ['2026-01-01', '2026-01-02', '2026-01-03']
  for (const day of days) await put(org, day, lines(day, 3))
  await put(org, '2026-02-01', lines('2026-02-01', 5))
  const daily = { sql: 'SELECT day, cost, row_count FROM {{rollup(cost_lines)}} ORDER BY day' }
  const before = await readAll(org, daily)
  expect(await lake.compactMonth(ORG, 'cost_lines', '2026-01')).toEqual({
    slices: 3,
    filesBefore: 6,
    filesAfter: 2,
  })
  expect(await readAll(org, daily)).toEqual(before)
  expect(await readAll(org, COUNT)).toEqual([{ n: 14 }])
  clock.time += (GRACE_SECONDS + 1) * 1_000
  expect((await lake.collectGarbage()).files).toBe(6)

  expect(await put(org, '2026-01-02', lines('2026-01-02', 3))).toMatchObject([{ changed: false }])
  expect(await put(org, '2026-01-02', lines('2026-01-02', 1))).toMatchObject([
    { changed: true, generation: 2 },
  ])
  await org.dropSlices([slice('2026-01-03')], { runId: 'r' })
  expect(await readAll(org, COUNT)).toEqual([{ n: 9 }])
  expect((await readAll(org, daily)).map(({ row_count }) => row_count)).toEqual([3, 1, 5])
  expect(await lake.diffSlice(ORG, slice('2026-01-02'))).toMatchObject({ rows: { before: 3, after: 1 } })

  expect(await lake.compactMonth(ORG, 'cost_lines', '2026-01')).toMatchObject({ slices: 2 })
  expect((await readAll(org, daily)).map(({ row_count }) => row_count)).toEqual([3, 1, 5])
  expect(await lake.compactMonth(ORG, 'cost_lines', '2026-01')).toMatchObject({ slices: 0 })
  await expect(lake.compactMonth(ORG, 'cost_lines', '2026-03')).rejects.toThrow('is not over')
  expect((await parquetFiles(folder)).length).toBeGreaterThan(0)
})

test('a restatement is shown per currency, before and after', async () => {
  const { org, lake } = await open()
  const [one, two] = lines('2026-01-01', 2)
  await put(org, '2026-01-01', [one!, { ...two!, currency: 'EUR', cost: '5' }])
  await put(org, '2026-01-01', [{ ...one!, cost: '1.5' }])
  expect(await lake.diffSlice(ORG, slice('2026-01-01'))).toEqual({
    generations: { before: 1, after: 2 },
    runs: { before: 'run-2', after: 'run-1' },
    rows: { before: 2, after: 1 },
    measures: [
      { currency: 'EUR', name: 'cost', before: '5', after: null },
      { currency: 'USD', name: 'cost', before: '1.000000000001', after: '1.5' },
    ],
  })
  await expect(lake.diffSlice(ORG, slice('2026-01-02'))).rejects.toMatchObject({ code: 'not_found' })
})

test('rollups of an older definition are rebuilt once', async () => {
  const { org, lake } = await open()
  await put(org, '2026-01-01', lines('2026-01-01', 2))
  const { rollup } = costTable
  await org.ensureTable({ ...costTable, rollup: { ...rollup!, dimensions: rollup!.dimensions.slice(0, 1) } })
  expect(await lake.rebuildRollups(ORG, 'cost_lines')).toBe(1)
  expect(await lake.rebuildRollups(ORG, 'cost_lines')).toBe(0)
  expect(await readAll(org, { sql: 'SELECT * FROM {{rollup(cost_lines)}}' })).toEqual([
    { day: '2026-01-01', cost: '2.000000000003', row_count: 2 },
  ])
})

test('a full disk is said so and the stored slice stays', async () => {
  // A limit on file size stands in for the disk: writes beyond it fail the same way.
  const script = join(import.meta.dirname, '..', 'testing', 'load-under-limit.ts')
  const { stdout } = await promisify(execFile)('sh', [
    '-c',
    'ulimit -f 400; exec "$0" "$1"',
    process.execPath,
    script,
  ])
  expect(JSON.parse(stdout)).toEqual({
    code: 'storage_full',
    message: expect.stringContaining('the disk is full. Nothing was changed'),
    rows: [{ n: 2 }],
  })
})

test('a cancelled load stops and stores nothing', async () => {
  const { org } = await open()
  const controller = new AbortController()
  async function* rows(): AsyncGenerator<readonly Row[]> {
    yield lines('2026-01-01', 1)
    controller.abort()
    yield lines('2026-01-02', 1)
  }
  const load = org.replaceSlices([{ slice: slice('2026-01'), content: { kind: 'rows', rows: rows() } }], {
    runId: 'r',
    signal: controller.signal,
  })
  await expect(load).rejects.toMatchObject({ code: 'cancelled' })
  expect(await readAll(org, COUNT)).toEqual([{ n: 0 }])
})

test('a load that runs out of time says so', async () => {
  const { org } = await open()
  const signal = AbortSignal.abort(new AppError('timeout', 'The step took longer than 1 s.'))
  const load = org.replaceSlices([{ slice: slice('2026-01'), content: { kind: 'rows', rows: [] } }], {
    runId: 'r',
    signal,
  })
  await expect(load).rejects.toMatchObject({ code: 'timeout' })
  await expect(org.query(COUNT, { signal })[Symbol.asyncIterator]().next()).rejects.toMatchObject({
    code: 'timeout',
  })
})

test.each(['../x', '2026-13', '2026-02-30', '', '2026-01-01/..'])(
  'the period "%s" is refused',
  async (period) => {
    const { org } = await open()
    await expect(put(org, period, [])).rejects.toMatchObject({ code: 'invalid_input' })
  },
)
