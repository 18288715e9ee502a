import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { Row } from '@cloudact/core/ports/warehouse'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBigQuery, type TestBigQuery } from '../testing/emulator/open-test-bigquery.ts'
import { openTestLake, type TestLake } from '../testing/open-test-lake.ts'
import { costTable, lines, slice } from '../testing/warehouse-fixtures.ts'

let opened: TestBigQuery
let lake: TestLake
beforeAll(async () => {
  opened = await openTestBigQuery(await testDatabase())
  lake = await openTestLake(await testDatabase())
})
afterAll(async () => {
  await opened.close()
  await lake.close()
})

const ORG = parseOrgSlug('diffs')
const JANUARY = slice('2026-01')

test('what changed between two versions of a slice is the same on both engines', async () => {
  const versions: readonly Row[][] = [
    lines('2026-01-31', 2),
    [
      { ...lines('2026-01-31', 1)[0], cost: '-0.000000000001' },
      { ...lines('2026-01-31', 1)[0], currency: 'EUR', cost: '0.123456789012' },
      { ...lines('2026-01-31', 1)[0], currency: null, cost: null },
    ],
  ]
  const engines = [lake.lake, opened.warehouse]
  const diffs = async () => {
    const [expected, found] = await Promise.all(engines.map((engine) => engine.diffSlice(ORG, JANUARY)))
    expect(found).toEqual(expected)
    return expected
  }
  for (const engine of engines) {
    const org = engine.forOrg(ORG)
    await org.ensureTable(costTable)
    await expect(engine.diffSlice(ORG, JANUARY)).rejects.toMatchObject({ code: 'not_found' })
    for (const [index, rows] of versions.entries())
      await org.replaceSlices([{ slice: JANUARY, content: { kind: 'rows', rows: [rows] } }], {
        runId: `run-${index + 1}`,
      })
    await expect(engine.diffSlice(ORG, JANUARY, 7)).rejects.toMatchObject({
      code: 'not_found',
      message: 'There is no stored generation 7 of cost_lines 2026-01 to compare with.',
    })
  }
  expect(await diffs()).toEqual({
    generations: { before: 1, after: 2 },
    runs: { before: 'run-1', after: 'run-2' },
    rows: { before: 2, after: 3 },
    measures: [
      { currency: 'EUR', name: 'cost', before: null, after: '0.123456789012' },
      { currency: 'USD', name: 'cost', before: '2.000000000003', after: '-0.000000000001' },
      { currency: null, name: 'cost', before: null, after: null },
    ],
  })
  for (const engine of engines) await engine.forOrg(ORG).dropSlices([JANUARY], { runId: 'run-3' })
  expect(await diffs()).toMatchObject({
    generations: { before: 2, after: null },
    rows: { before: 3, after: 0 },
  })
})

const definition = {
  name: 'sp_stored',
  parameters: [{ name: 'least', type: 'int64' as const, optional: false }],
  selects: [
    {
      name: 'sp_stored',
      sql: 'SELECT line_id, charged_at FROM {{table(cost_lines)}} WHERE quantity >= @least',
    },
    {
      name: 'sp_stored_2',
      sql: 'SELECT line_id, charged_at FROM {{table(cost_lines)}} WHERE quantity IS NULL',
    },
  ],
  target: costTable,
  contentHash: 'a',
}
/** Names of the stored procedures made since. */
const made = (from: number) =>
  opened.front.jobs
    .slice(from)
    .flatMap(
      (job) =>
        /^CREATE OR REPLACE PROCEDURE `organizations`.`(\w+)`/.exec(
          job.configuration?.query?.query ?? '',
        )?.[1] ?? [],
    )

test('installing a procedure stores each of its SELECTs in BigQuery, once, and runs call what was stored', async () => {
  const { procedures } = opened.warehouse
  let from = opened.front.jobs.length
  const install = (force = false) => procedures.install(definition, { force })
  expect(await install()).toBe('created')
  expect(made(from)).toEqual(['sp_stored', 'sp_stored_2'])
  expect(await install()).toBe('unchanged')
  expect(made(from).length).toBe(2)
  expect(await install(true)).toBe('updated')
  expect(made(from).length).toBe(4)

  from = opened.front.jobs.length
  const org = opened.warehouse.forOrg(parseOrgSlug('stored'))
  await org.ensureTable(costTable)
  const statement = {
    sql: definition.selects.map(({ sql }) => sql).join(' UNION ALL '),
    procedures: definition.selects,
    parameters: { least: 1 },
  }
  await org.replaceSlices([{ slice: JANUARY, content: { kind: 'select', statement } }], { runId: 'r' })
  expect(made(from)).toEqual([])

  expect(await procedures.withdraw('sp_stored')).toBe(true)
  expect(await procedures.isWithdrawn('sp_stored')).toBe(true)
  expect(await install()).toBe('created')
})

test('a procedure that BigQuery does not accept is not installed, and what was there stays', async () => {
  const { procedures } = opened.warehouse
  opened.front.failNext(/CREATE OR REPLACE PROCEDURE/, { status: 400, reason: 'invalidQuery' })
  const broken = {
    ...definition,
    name: 'sp_broken',
    selects: [{ name: 'sp_broken', sql: 'SELECT 1 AS one' }],
  }
  await expect(procedures.install(broken, { force: false })).rejects.toMatchObject({
    code: 'config_invalid',
    message: 'BigQuery does not accept the procedure "sp_broken".',
  })
  expect((await procedures.list()).map(({ name }) => name)).toEqual(['sp_stored'])
})
