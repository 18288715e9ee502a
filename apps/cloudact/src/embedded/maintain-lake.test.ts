import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { testOrganization } from '@cloudact/store/testing/test-organization'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import { expect, it } from 'vitest'
import { maintainLake } from './maintain-lake.ts'

const org = parseOrgSlug('acme')
const usage: TableSchema = {
  name: 'usage',
  columns: [
    { name: 'day', type: 'date' },
    { name: 'amount', type: 'decimal' },
  ],
}
const silent = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {}, child: () => silent }

it('makes rollups again that an older definition made', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudact-maintain-'))
  const database = await testDatabase()
  const clock = { now: () => Date.parse('2026-03-20T00:00:00Z') }
  const lake = await openLake({ folder, database, memoryLimitMb: 256, threads: 1, clock, log: silent })
  try {
    await testOrganization(database, org)
    const warehouse = lake.forOrg(org)
    const amount = { name: 'amount', type: 'decimal', expression: 'amount' } as const
    const day = { name: 'day', type: 'date', expression: 'day' } as const
    await warehouse.ensureTable({
      ...usage,
      rollup: { name: 'usage_daily', dimensions: [day], measures: [amount] },
    })
    const slice = { table: 'usage', pipelineId: 'p', credentialId: 'c', accountId: '', period: '2026-03-18' }
    const content = { kind: 'rows', rows: [[{ day: '2026-03-18', amount: '1' }]] } as const
    await warehouse.replaceSlices([{ slice, content }], { runId: 'run' })
    const twice = { ...amount, name: 'twice', expression: 'amount + amount' }
    await warehouse.ensureTable({
      ...usage,
      rollup: { name: 'usage_daily', dimensions: [day], measures: [amount, twice] },
    })

    await maintainLake({ lake, database, tables: ['usage'], now: clock.now() })

    expect(await lake.rebuildRollups(org, 'usage')).toBe(0)
    const rows = await Array.fromAsync(warehouse.query({ sql: 'SELECT twice FROM {{rollup(usage)}}' }))
    expect(rows.flat()).toEqual([{ twice: '2' }])
  } finally {
    await lake.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
})

it('deletes replaced files after their grace time and merges settled months without losing a row', async () => {
  const folder = await mkdtemp(path.join(tmpdir(), 'cloudact-maintain-'))
  const database = await testDatabase()
  const clock = { at: Date.parse('2026-03-20T00:00:00Z'), now: () => clock.at }
  const lake = await openLake({
    folder,
    database,
    memoryLimitMb: 256,
    threads: 1,
    graceSeconds: 60,
    clock,
    log: silent,
  })
  try {
    await testOrganization(database, org)
    const warehouse = lake.forOrg(org)
    await warehouse.ensureTable(usage)
    const write = (period: string, amount: string) =>
      warehouse.replaceSlices(
        [
          {
            slice: { table: 'usage', pipelineId: 'p', credentialId: 'c', accountId: '', period },
            content: { kind: 'rows', rows: [[{ day: period, amount }]] },
          },
        ],
        { runId: 'run' },
      )
    for (const day of ['2026-01-01', '2026-01-02', '2026-03-18', '2026-03-19']) await write(day, '1')
    for (const amount of ['2', '3']) await write('2026-01-01', amount)
    clock.at += 3_600_000
    await maintainLake({ lake, database, tables: ['usage'], now: clock.at })
    clock.at += 3_600_000
    await maintainLake({ lake, database, tables: ['usage'], now: clock.at })

    const rows = await Array.fromAsync(
      warehouse.query({ sql: 'SELECT day, amount FROM {{table(usage)}} ORDER BY day' }),
    )
    expect(rows.flat()).toMatchObject([
      { day: '2026-01-01', amount: '3' },
      { day: '2026-01-02', amount: '1' },
      { day: '2026-03-18', amount: '1' },
      { day: '2026-03-19', amount: '1' },
    ])
    const files = (await readdir(folder, { recursive: true })).filter((file) => file.endsWith('.parquet'))
    // January in one file, two days of the running month, and the kept predecessor of the restated day.
    expect(files).toHaveLength(4)
  } finally {
    await lake.close()
    await database.close()
    await rm(folder, { recursive: true, force: true })
  }
})
