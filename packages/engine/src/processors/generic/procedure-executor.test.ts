import type { Procedure } from '@cloudact/catalog/catalog'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LINEAGE_COLUMNS } from '../../testing/lineage-columns.ts'
import { runProcessor, type TestContextOptions } from '../../testing/processor-context.ts'
import { testCatalog } from '../../testing/test-catalog.ts'
import { testLake, type TestLake } from '../../testing/test-lake.ts'
import localBqTransformer from './local-bq-transformer.ts'
import procedureExecutor from './procedure-executor.ts'

const RAW: TableSchema = {
  name: 'usage_raw',
  columns: [
    { name: 'day', type: 'date', required: true },
    { name: 'model', type: 'string' },
    { name: 'amount', type: 'decimal' },
    ...LINEAGE_COLUMNS,
  ],
}
const COST: TableSchema = {
  name: 'cost',
  columns: [
    { name: 'charge_day', type: 'date' },
    { name: 'label', type: 'string' },
    { name: 'cost', type: 'decimal' },
    ...LINEAGE_COLUMNS,
  ],
}
const LEDGER: TableSchema = {
  name: 'ledger',
  columns: [{ name: 'month', type: 'date' }, { name: 'total', type: 'decimal' }, ...LINEAGE_COLUMNS],
}

const procedure = (name: string, over: Partial<Procedure> & Pick<Procedure, 'selects'>): Procedure => ({
  name,
  domain: 'test',
  description: '',
  parameters: [],
  source: 'usage_raw',
  target: 'cost',
  slice: 'day',
  path: `procedures/test/${name}.sql`,
  ...over,
})

const OWN_SLICE = `x_pipeline_id = @pipeline_id AND x_credential_id = @credential_id AND day >= @period_start AND day < @period_end`
const PROCEDURES = [
  procedure('sp_convert', {
    selects: [
      `SELECT day AS charge_day, model AS label, amount AS cost FROM {{table(usage_raw)}} WHERE ${OWN_SLICE}`,
    ],
  }),
  procedure('sp_two_selects', {
    selects: [
      `SELECT day AS charge_day, model AS label, amount AS cost FROM {{table(usage_raw)}} WHERE ${OWN_SLICE}`,
      `WITH total AS (SELECT {{sum(amount)}} AS sum FROM {{table(usage_raw)}} WHERE ${OWN_SLICE}) SELECT sum AS cost, 'total' AS label, {{date(@period_start)}} AS charge_day FROM total`,
    ],
  }),
  procedure('sp_month', {
    target: 'ledger',
    slice: 'month',
    selects: [
      `SELECT {{date(@period_start)}} AS month, {{sum(amount)}} AS total FROM {{table(usage_raw)}} WHERE ${OWN_SLICE}`,
    ],
  }),
  procedure('sp_marked', {
    parameters: [
      { name: 'mark', type: 'string', optional: false },
      { name: 'note', type: 'string', optional: true },
      { name: 'floor', type: 'decimal', optional: true },
      { name: 'today', type: 'date', optional: false },
    ],
    selects: [
      `SELECT @today AS charge_day, CONCAT(@mark, COALESCE(@note, '-@note')) AS label, amount AS cost FROM {{table(usage_raw)}} WHERE ${OWN_SLICE} AND amount >= COALESCE(@floor, {{decimal('0')}})`,
    ],
  }),
  procedure('sp_chained', {
    source: 'cost',
    target: 'ledger',
    selects: ['SELECT charge_day AS month, cost AS total FROM {{table(cost)}}'],
  }),
  procedure('sp_broken', { selects: [`SELECT CAST(model AS DATE) AS charge_day FROM {{table(usage_raw)}}`] }),
]

let lake: TestLake
beforeAll(async () => {
  lake = await testLake()
  for (const table of [COST, LEDGER]) await lake.forOrg().ensureTable(table)
  await lake.fill(RAW, { period: '2026-01-15' }, [
    { day: '2026-01-15', model: 'a', amount: '0.000000000001' },
  ])
  await lake.fill(RAW, { period: '2026-01-16' }, [{ day: '2026-01-16', model: 'b', amount: '2.5' }])
  await lake.fill(RAW, { period: '2026-01-20' }, [{ day: '2026-01-20', model: 'outside', amount: '9' }])
  await lake.fill(
    RAW,
    { period: '2026-01-15', pipelineId: 'acme-other', credentialId: 'cred-2', accountId: 'org-2' },
    [{ day: '2026-01-15', model: 'c', amount: '-1' }],
  )
})
afterAll(() => lake.close())

const catalog = testCatalog({ tables: [RAW, COST, LEDGER], procedures: PROCEDURES })
const options = (over: Partial<TestContextOptions> = {}): TestContextOptions => ({
  catalog,
  warehouse: lake.forOrg(),
  range: { start: '2026-01-15', end: '2026-01-17' },
  ...over,
})
const run = (config: object, over?: Partial<TestContextOptions>) =>
  runProcessor(procedureExecutor, config, options(over))
const labels = async (org?: string) =>
  (await lake.rows('cost', 'charge_day, x_pipeline_id, label', org)).map(
    (row) => `${row.charge_day} ${row.x_pipeline_id} ${row.label} ${row.cost}`,
  )

describe('generic.procedure_executor', () => {
  beforeEach(async () => {
    for (const table of ['cost', 'ledger'])
      await lake.forOrg().dropSlices(await lake.forOrg().slices(table), { runId: 'clean' })
  })

  it('makes the same slice of the target from every live slice of the source in the days', async () => {
    expect(await run({ procedures: ['sp_convert'] })).toMatchObject({
      rows: 3,
      output: { slices: 3, output_table: 'cost' },
    })
    expect(await labels()).toEqual([
      '2026-01-15 acme-other c -1',
      '2026-01-15 acme-test-pipeline a 0.000000000001',
      '2026-01-16 acme-test-pipeline b 2.5',
    ])
    expect(
      (await lake.forOrg().slices('cost'))
        .map(({ pipelineId, credentialId, accountId, period }) => [
          pipelineId,
          credentialId,
          accountId,
          period,
        ])
        .sort(),
    ).toEqual([
      ['acme-other', 'cred-2', 'org-2', '2026-01-15'],
      ['acme-test-pipeline', 'cred-1', '', '2026-01-15'],
      ['acme-test-pipeline', 'cred-1', '', '2026-01-16'],
    ])
  })

  it('run twice leaves what run once leaves, and what the source lost is lost', async () => {
    await run({ procedures: ['sp_convert'] })
    await run({ procedures: ['sp_convert'] })
    expect(await labels()).toHaveLength(3)
    await lake.fill(RAW, { period: '2026-01-16' }, [])
    await run({ procedures: ['sp_convert'] })
    expect(await labels()).toHaveLength(2)
    await lake.fill(RAW, { period: '2026-01-16' }, [{ day: '2026-01-16', model: 'b', amount: '2.5' }])
  })

  it('takes only the running pipeline’s slices when told to', async () => {
    expect(await run({ procedure: { name: 'sp_convert' }, scope: 'pipeline' })).toMatchObject({ rows: 2 })
    expect(await labels()).toEqual([
      '2026-01-15 acme-test-pipeline a 0.000000000001',
      '2026-01-16 acme-test-pipeline b 2.5',
    ])
  })

  it('unites the SELECTs of a procedure by column name', async () => {
    await run({ procedures: ['sp_two_selects'], scope: 'pipeline' })
    expect(await labels()).toContain('2026-01-15 acme-test-pipeline total 0.000000000001')
    expect(await labels()).toHaveLength(4)
  })

  it('makes a month from the whole month although the run asks for two days of it', async () => {
    await run({ procedures: ['sp_month'], scope: 'pipeline' })
    expect(await lake.rows('ledger', 'month')).toMatchObject([
      { month: '2026-01-01', total: '11.500000000001', x_pipeline_run_date: '2026-01-01' },
    ])
  })

  it('binds declared parameters: given, known to the run, or NULL when optional', async () => {
    await run({ procedures: ['sp_marked'], parameters: { mark: 'x', floor: '1' } })
    expect(await labels()).toEqual(['2026-01-16 acme-test-pipeline x-@note 2.5'])
    await run({
      procedures: ['sp_marked'],
      parameters: [
        { name: 'mark', value: "it's" },
        { name: 'note', value: '!' },
      ],
    })
    expect(await labels()).toContain("2026-01-16 acme-test-pipeline it's! 2.5")
    await expect(run({ procedures: ['sp_marked'] })).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('"mark"'),
    })
    await expect(run({ procedures: ['sp_convert'], parameters: { no_such: 1 } })).rejects.toMatchObject({
      message: expect.stringContaining('"no_such"'),
    })
  })

  it('says when there is nothing to do', async () => {
    const range = { start: '2027-01-01', end: '2027-01-02' }
    expect(await run({ procedures: ['sp_convert'] }, { range })).toMatchObject({
      rows: 0,
      findings: [{ code: 'no_source_data', severity: 'info' }],
    })
  })

  it('sees no other organization', async () => {
    await lake.fill(RAW, { period: '2026-01-15', org: 'rival' }, [
      { day: '2026-01-15', model: 'secret', amount: '1' },
    ])
    await run({ procedures: ['sp_convert'] })
    expect((await labels()).join()).not.toContain('secret')
  })

  it('a failing procedure leaves the target as it was', async () => {
    await run({ procedures: ['sp_convert'] })
    const before = await labels()
    await expect(run({ procedures: ['sp_broken'] })).rejects.toThrow()
    expect(await labels()).toEqual(before)
  })

  it.each([
    [{ procedures: ['sp_nope'] }, 'no procedure "sp_nope"'],
    [{ procedures: ['sp_convert', 'sp_chained'] }, 'Put them into two steps'],
  ])('refuses %j', async (config, message) => {
    await expect(run(config)).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining(message),
    })
  })

  it('refuses a procedure that would make days from a month', async () => {
    await lake.fill(RAW, { period: '2026-01', org: 'monthly' }, [
      { day: '2026-01-03', model: 'm', amount: '1' },
    ])
    await expect(
      run({ procedures: ['sp_convert'] }, { org: 'monthly', warehouse: lake.forOrg('monthly') }),
    ).rejects.toMatchObject({
      code: 'config_invalid',
      message: expect.stringContaining('slices of a day'),
    })
  })

  it.each([[{}], [{ procedures: ['a'], procedure: { name: 'a' } }], [{ procedures: [] }]])(
    'its configuration cannot be %j',
    (config) => {
      expect(procedureExecutor.config.safeParse(config).success).toBe(false)
    },
  )
})

describe('generic.local_bq_transformer', () => {
  it('fills a slice per day of the run from a SELECT', async () => {
    const sql = `SELECT day AS charge_day, @mark AS label, {{sum(amount)}} AS cost FROM {{table(usage_raw)}} WHERE day >= @period_start AND day < @period_end GROUP BY day`
    const config = {
      transformation: { sql, parameters: { mark: 'sum' } },
      destination: { table: 'cost', account_id: 'all' },
    }
    const pipelinePath = 'test/transform'
    expect(await runProcessor(localBqTransformer, config, options({ pipelinePath }))).toMatchObject({
      output: { slices: 2 },
    })
    const made = (await lake.rows('cost', 'charge_day')).filter(
      (row) => row.x_pipeline_id === 'acme-test-transform',
    )
    expect(made.map((row) => [row.charge_day, row.label])).toEqual([
      ['2026-01-15', 'sum'],
      ['2026-01-16', 'sum'],
    ])
  })
})
