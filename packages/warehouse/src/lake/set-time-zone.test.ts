import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import { eachDay } from '@cloudact/core/day'
import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake, type TestLake } from '../testing/open-test-lake.ts'
import { readAll, slice, zonedLines, zonedTable } from '../testing/warehouse-fixtures.ts'

const ORG = parseOrgSlug('acme')
const DAILY = 'SELECT day, {{sum(cost)}} AS cost FROM {{rollup(cost_lines)}} GROUP BY day ORDER BY day'

const opened: TestLake[] = []
afterEach(async () => {
  for (const one of opened.splice(0)) await one.close()
})

async function open(): Promise<TestLake & { org: OrgWarehouse }> {
  const one = await openTestLake(await testDatabase())
  opened.push(one)
  const org = one.lake.forOrg(ORG)
  await org.ensureTable(zonedTable)
  return { ...one, org }
}

const put = (org: OrgWarehouse, period: string, rows: readonly Row[]) =>
  org.replaceSlices([{ slice: slice(period), content: { kind: 'rows', rows: [rows] } }], { runId: 'run' })

const liveRollups = async ({ database }: TestLake): Promise<number> => {
  const [row] = await database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM lake_slice_versions v JOIN lake_files f ON f.file_id = v.rollup_file
    JOIN lake_tables t USING (table_name) WHERE v.replaced_at IS NULL AND f.schema_version = t.rollup_version`,
  )
  return row?.n ?? 0
}

test('a rebuild that is cut short is right at once, and goes on where it stopped', async () => {
  const lake = await open()
  const { org } = lake
  const days = ['2026-01-01', '2026-01-02', '2026-01-03']
  for (const day of days) await put(org, day, zonedLines(day))
  const controller = new AbortController()
  controller.abort(new Error('stopped'))
  await expect(org.setTimeZone('Asia/Kolkata', { signal: controller.signal })).rejects.toThrow('stopped')
  expect(await liveRollups(lake)).toBe(0)
  const expected = [
    { day: '2026-01-01', cost: '111' },
    { day: '2026-01-02', cost: '111' },
    { day: '2026-01-03', cost: '111' },
  ]
  expect(await readAll(org, { sql: DAILY })).toEqual(expected)
  await org.setTimeZone('Asia/Kolkata')
  expect(await liveRollups(lake)).toBe(3)
  expect(await readAll(org, { sql: DAILY })).toEqual(expected)
})

test('two rebuilds at once leave one file per slice, and the other to garbage collection', async () => {
  const lake = await open()
  const { org, folder } = lake
  await put(org, '2026-01-01', zonedLines('2026-01-01'))
  await Promise.all([org.setTimeZone('Pacific/Apia'), org.setTimeZone('Pacific/Apia')])
  const [unreferenced] = await lake.database.query<{ n: number }>(
    `SELECT count(*)::int AS n FROM lake_files f WHERE released_at IS NULL AND NOT EXISTS
      (SELECT 1 FROM lake_slice_versions v WHERE f.file_id IN (v.detail_file, v.rollup_file))`,
  )
  expect(unreferenced).toEqual({ n: 0 })
  expect(await liveRollups(lake)).toBe(1)
  expect((await readdir(join(folder, 'acme', 'cost_lines', '2026-01-01'))).length).toBeGreaterThan(1)
})

test('a load that began before the change is counted in the new zone too', async () => {
  const { org } = await open()
  async function* rows(): AsyncGenerator<readonly Row[]> {
    await org.setTimeZone('America/Los_Angeles')
    yield zonedLines('2026-01-01')
  }
  await org.replaceSlices([{ slice: slice('2026-01-01'), content: { kind: 'rows', rows: rows() } }], {
    runId: 'run',
  })
  expect(await readAll(org, { sql: DAILY })).toEqual([
    { day: '2025-12-31', cost: '1' },
    { day: '2026-01-01', cost: '110' },
  ])
})

test('compacted months follow as well', async () => {
  const { org, lake } = await open()
  for (const day of ['2026-01-01', '2026-01-02']) await put(org, day, zonedLines(day))
  await lake.compactMonth(ORG, 'cost_lines', '2026-01')
  await org.setTimeZone('America/Los_Angeles')
  expect(await readAll(org, { sql: DAILY })).toEqual([
    { day: '2025-12-31', cost: '1' },
    { day: '2026-01-01', cost: '111' },
    { day: '2026-01-02', cost: '110' },
  ])
})

test('in any zone the days add up to the total: no charge is lost or doubled', async () => {
  const { org } = await open()
  const hours = eachDay({ start: '2026-03-27', end: '2026-04-01' }).flatMap((day) =>
    Array.from({ length: 24 }, (_, hour) => ({ day, hour })),
  )
  const rows = hours.map(({ day, hour }, index): Row => {
    const start = Date.parse(`${day}T00:00:00Z`) + hour * 3_600_000
    return {
      line_id: String(index),
      charged_at: new Date(start).toISOString(),
      ended_at: new Date(start + 3_600_000).toISOString(),
      cost: `1.${String(index).padStart(12, '0')}`,
    }
  })
  await put(org, '2026-03', rows)
  const total = rows.reduce((sum, row) => sum.plus(String(row['cost'])), new Decimal(0)).toFixed()
  await fc.assert(
    fc.asyncProperty(fc.constantFrom(...Intl.supportedValuesOf('timeZone')), async (zone) => {
      await org.setTimeZone(zone)
      const days = await readAll(org, { sql: DAILY })
      expect(days.reduce((sum, row) => sum.plus(String(row['cost'])), new Decimal(0)).toFixed()).toBe(total)
    }),
    { numRuns: 10 },
  )
}, 120_000)
