import type { Procedure } from '@cloudact/catalog/catalog'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { LINEAGE_COLUMNS } from '../../testing/lineage-columns.ts'
import type { Finding } from '../../processor.ts'
import { processorContext, runProcessor, type TestContextOptions } from '../../testing/processor-context.ts'
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
  kind: 'rows',
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
  procedure('sp_copy', {
    target: 'ledger',
    selects: [
      `SELECT day AS month, amount AS total FROM {{table(usage_raw)}} WHERE ${OWN_SLICE} AND model <> 'lost'`,
    ],
  }),
  procedure('sp_check', {
    kind: 'check',
    parameters: [{ name: 'most', type: 'decimal', optional: true }],
    selects: [
      `SELECT 'too dear' AS fault, label, cost FROM {{table(cost)}} WHERE charge_day = @period_start AND cost > COALESCE(@most, {{decimal('2')}})`,
      `SELECT 'ledger and cost differ' AS fault, cost, total
        FROM (SELECT {{sum(cost)}} AS cost FROM {{table(cost)}} WHERE charge_day = @period_start AND x_credential_id = @credential_id) AS made
        CROSS JOIN (SELECT {{sum(total)}} AS total FROM {{table(ledger)}} WHERE month = @period_start AND x_credential_id = @credential_id) AS listed
        WHERE cost <> COALESCE(total, {{decimal('0')}})`,
    ],
  }),
  procedure('sp_idle_check', { kind: 'check', source: 'cost', selects: ["SELECT 'x' AS fault"] }),
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
    [{ procedures: ['sp_convert'], checks: ['sp_convert'] }, '"sp_convert" is of kind "rows"'],
    [{ procedures: ['sp_check'] }, '"sp_check" is of kind "check" and belongs under checks'],
    [
      { procedures: ['sp_convert'], checks: ['sp_idle_check'] },
      'no procedure of the step makes it from cost',
    ],
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

describe('checks of generic.procedure_executor', () => {
  const guarded = { procedures: ['sp_copy', 'sp_convert'], checks: ['sp_check'] }
  let findings: readonly Finding[]
  /** Runs the guarded step for an organization of its own; the error when it fails. */
  async function attempt(org: string, config: object = guarded): Promise<unknown> {
    const test = processorContext(options({ org, warehouse: lake.forOrg(org) }))
    findings = test.findings
    try {
      await procedureExecutor.run(test.context, procedureExecutor.config.parse(config))
      return null
    } catch (error) {
      return error
    } finally {
      await test.close()
    }
  }
  const made = async (org: string) => ({
    cost: (await lake.rows('cost', 'charge_day', org)).map(({ label, cost }) => `${label} ${cost}`),
    ledger: (await lake.rows('ledger', 'month', org)).map(({ month, total }) => `${month} ${total}`),
  })
  const fill = async (org: string, days: Readonly<Record<string, readonly [string, string]>>) => {
    for (const table of [COST, LEDGER]) await lake.forOrg(org).ensureTable(table)
    for (const [period, [model, amount]] of Object.entries(days))
      await lake.fill(RAW, { period, org }, [{ day: period, model, amount }])
  }

  it('keep a slice they find a fault in as it was, with every other table of it, and let the others be made', async () => {
    await fill('partly', { '2026-01-15': ['a', '1'], '2026-01-16': ['b', '1'] })
    expect(await attempt('partly')).toBeNull()
    await fill('partly', { '2026-01-15': ['dear', '2.000000000001'], '2026-01-16': ['c', '2'] })
    expect(await attempt('partly')).toMatchObject({
      code: 'invalid_input',
      message:
        '1 of 2 slices was refused and stays as before. The other one is made. 2026-01-15, credential cred-1: ' +
        'The rows were refused by sp_check and nothing was changed: too dear (label dear, cost 2.000000000001).',
    })
    expect(findings).toEqual([
      {
        code: 'slice_refused',
        severity: 'error',
        message: expect.stringContaining('too dear'),
        detail: {
          period: '2026-01-15',
          account_id: '',
          credential_id: 'cred-1',
          faults: [{ fault: 'too dear', label: 'dear', cost: '2.000000000001' }],
        },
      },
    ])
    expect(await made('partly')).toEqual({
      cost: ['a 1', 'c 2'],
      ledger: ['2026-01-15 1', '2026-01-16 2'],
    })
  })

  it('compare the tables of a slice with each other before either is visible', async () => {
    await fill('lossy', { '2026-01-15': ['lost', '1'] })
    expect(await attempt('lossy')).toMatchObject({
      message: expect.stringMatching(/^1 of 1 slices was refused.*ledger and cost differ \(cost 1\)/),
    })
    expect(await made('lossy')).toEqual({ cost: [], ledger: [] })
  })

  it('take the parameters of the step', async () => {
    await fill('cheap', { '2026-01-15': ['a', '1'] })
    expect(await attempt('cheap', { ...guarded, parameters: { most: '0.5' } })).toMatchObject({
      message: expect.stringContaining('too dear (label a, cost 1)'),
    })
  })

  it('are not what stops a step that fails for another reason', async () => {
    await fill('failing', { '2026-01-15': ['a', '1'] })
    const broken = { procedures: ['sp_copy', 'sp_convert', 'sp_broken'], checks: ['sp_check'] }
    const error = await attempt('failing', broken)
    expect(error).toBeInstanceOf(Error)
    expect(String(error)).not.toContain('sp_check')
    expect(await made('failing')).toEqual({ cost: [], ledger: [] })
  })
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
