import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LINEAGE_COLUMNS } from '../../testing/lineage-columns.ts'
import { runProcessor } from '../../testing/processor-context.ts'
import { testCatalog } from '../../testing/test-catalog.ts'
import { testLake, type TestLake } from '../../testing/test-lake.ts'
import procedureExecutor from './procedure-executor.ts'

const USAGE: TableSchema = {
  name: 'usage',
  columns: [
    { name: 'day', type: 'date', required: true },
    { name: 'amount', type: 'decimal' },
    ...LINEAGE_COLUMNS,
  ],
}
const SEATS: TableSchema = { ...USAGE, name: 'seats' }
const TOTAL: TableSchema = {
  name: 'total',
  columns: [{ name: 'day', type: 'date' }, { name: 'amount', type: 'decimal' }, ...LINEAGE_COLUMNS],
}
const SELECT = (table: string) =>
  `SELECT {{sum(amount)}} AS amount FROM {{table(${table})}} WHERE x_credential_id = @credential_id AND day >= @period_start AND day < @period_end`
const catalog = testCatalog({
  tables: [USAGE, SEATS, TOTAL],
  procedures: [
    {
      name: 'sp_total',
      domain: 'test',
      description: '',
      kind: 'rows',
      parameters: [],
      source: 'usage',
      also_from: ['seats'],
      target: 'total',
      slice: 'month',
      selects: [SELECT('usage'), SELECT('seats')],
      path: 'procedures/test/sp_total.sql',
    },
  ],
})

let lake: TestLake
beforeAll(async () => {
  lake = await testLake()
})
afterAll(() => lake.close())
beforeEach(async () => {
  for (const table of [USAGE, SEATS, TOTAL]) {
    await lake.forOrg().ensureTable(table)
    await lake.forOrg().dropSlices(await lake.forOrg().slices(table.name), { runId: 'clean' })
  }
  await fill(USAGE, 'genai-payg', 'cred-1', '0.000000000001')
  await fill(USAGE, 'genai-paygo', 'cred-2', '-1')
})

const fill = (table: TableSchema, pipeline: string, credentialId: string, amount: string) =>
  lake.fill(table, { period: '2026-01-15', pipelineId: `acme-${pipeline}`, credentialId }, [
    { day: '2026-01-15', amount },
  ])
const run = (config: object = {}, org = 'acme') =>
  runProcessor(
    procedureExecutor,
    { procedure: { name: 'sp_total' }, owner: 'run', ...config },
    {
      catalog,
      org,
      warehouse: lake.forOrg(org),
      range: { start: '2026-01-15', end: '2026-01-17' },
      pipelinePath: 'genai/unified/consolidate',
    },
  )
const totals = async () =>
  (await lake.rows('total', 'x_pipeline_id, x_credential_id, amount')).map(
    ({ x_pipeline_id: pipeline, x_credential_id: credential, amount }) =>
      `${String(pipeline)} ${String(credential)} ${String(amount)}`,
  )

describe('procedures that own what they make', () => {
  it('give their slices to the running pipeline, so that no other pipeline loses one', async () => {
    await fill(TOTAL, 'genai-payg', 'cred-1', '5')
    await run()
    await run()
    expect((await totals()).filter((line) => !line.endsWith('null'))).toEqual([
      'acme-genai-payg cred-1 5',
      'acme-genai-unified-consolidate cred-1 0.000000000001',
      'acme-genai-unified-consolidate cred-2 -1',
    ])
  })

  it('run for slices of every source table', async () => {
    await fill(SEATS, 'saas', 'cred-3', '12.5')
    await run()
    expect(await totals()).toContain('acme-genai-unified-consolidate cred-3 12.5')
  })

  it('empty a slice whose source is gone', async () => {
    await run()
    const gone = (await lake.forOrg().slices('usage')).filter((slice) => slice.credentialId === 'cred-2')
    await lake.forOrg().dropSlices(gone, { runId: 'clean' })
    await run()
    expect(await totals()).not.toContain('acme-genai-unified-consolidate cred-2 -1')
  })

  it.each([
    [['genai/payg'], ['cred-1']],
    [['genai'], ['cred-1', 'cred-2']],
    [
      ['genai/payg', 'genai/paygo'],
      ['cred-1', 'cred-2'],
    ],
    [['gen'], []],
  ])('take only what pipelines at or below %j wrote', async (from, credentials) => {
    await run({ from })
    const slices = await lake.forOrg().slices('total')
    expect(slices.map((slice) => slice.credentialId).sort()).toEqual(credentials)
  })
})
