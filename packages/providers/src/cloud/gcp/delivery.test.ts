import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { folderCredential, openBillLab, type BillLab, type LabRun } from './testing/bill-lab.ts'
import { ACCOUNT, credit, line, usage, writeTable, type ExportLine } from './testing/export-lines.ts'

const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }
const LINES = [usage('24', '2.64', { credits: [credit('PROMOTION', '-1.000000001')] }), line('tax', '0.02')]

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
}, 60_000)
afterAll(() => lab.close())

const deliver = (org: string, lines: readonly ExportLine[], file?: string) =>
  writeTable(join(lab.folder, org), lines, file)
const run = (org: string, over: Partial<LabRun> = {}) =>
  lab.run({ org, credential: folderCredential(join(lab.folder, org)), range: OCTOBER, ...over })
const refused = (org: string, over: Partial<LabRun> = {}) =>
  run(org, over).then(
    () => null,
    (error: unknown) => error,
  )
const visible = async (org: string): Promise<Row[]> =>
  lab.query(
    'SELECT BillingPeriodStart AS month, ChargeCategory AS kind, BilledCost, ListCost FROM {{table(cost_data_standard_1_3)}} ORDER BY month, kind, BilledCost',
    org,
  )
const billed = async (org: string) => (await visible(org)).map(({ kind, BilledCost }) => [kind, BilledCost])

describe('a month', () => {
  test('read twice is there once, and is not fetched again', async () => {
    await deliver('twice', LINES)
    await run('twice')
    const before = await visible('twice')
    const again = await run('twice')
    expect(again.steps['extract']?.rows).toBe(0)
    expect(await visible('twice')).toEqual(before)
    expect(before).toHaveLength(3)
  })

  test('has the late lines and the corrections that came after its end', async () => {
    await deliver('late', LINES)
    await run('late')
    await deliver('late', [line('adjustment', '-0.5')], 'export-000000000001.jsonl')
    const { findings } = await run('late')
    expect(await billed('late')).toEqual([
      ['Adjustment', '-0.5'],
      ['Credit', '-1.000000001'],
      ['Tax', '0.02'],
      ['Usage', '2.64'],
    ])
    expect(findings).toMatchObject([
      { code: 'closed_period_changed', detail: { period: '2026-10', currency: 'USD', change: '-0.5' } },
    ])
  })

  test('takes lines by invoice month, whatever day they were used on', async () => {
    const september = {
      usage_start_time: '2026-09-30 23:00:00 UTC',
      usage_end_time: '2026-10-01 00:00:00 UTC',
    }
    await deliver('crossing', [
      usage('1', '1', september),
      usage('2', '2', { ...september, invoice: { month: '202609' } }),
    ])
    await run('crossing')
    expect(await billed('crossing')).toEqual([['Usage', '1']])
    await run('crossing', { range: { start: '2026-09-01', end: '2026-11-01' } })
    expect(await visible('crossing')).toMatchObject([
      { month: '2026-09-01T07:00:00Z', BilledCost: '2' },
      { month: '2026-10-01T07:00:00Z', BilledCost: '1' },
    ])
  })

  test('of two accounts is two bills, of another organization none', async () => {
    await deliver('accounts', [...LINES, line('tax', '7', { billing_account_id: '999999-CD45EF-678901' })])
    await run('accounts')
    const slices = await lab.query(
      'SELECT x_cloud_account_id AS account, COUNT(*) AS n FROM {{table(cost_data_standard_1_3)}} GROUP BY x_cloud_account_id ORDER BY account',
      'accounts',
    )
    expect(slices).toEqual([
      { account: ACCOUNT, n: 3 },
      { account: '999999-CD45EF-678901', n: 1 },
    ])
    await deliver('other', [line('tax', '1')])
    await run('other')
    expect(await billed('other')).toEqual([['Tax', '1']])
    expect(await visible('accounts')).toHaveLength(4)
  })

  test('comes from one integration of an organization', async () => {
    await deliver('owned', LINES)
    await run('owned')
    const second = folderCredential(join(lab.folder, 'owned'), {}, 'cred-2')
    expect(await refused('owned', { credential: second })).toMatchObject({ code: 'conflict' })
  })

  test('without lines in the table is said to be missing', async () => {
    await deliver('absent', LINES)
    const { findings } = await run('absent', { range: { start: '2026-09-01', end: '2026-11-01' } })
    expect(findings).toMatchObject([
      { code: 'bill_not_delivered', severity: 'warning', detail: { period: '2026-09' } },
    ])
  })

  test('has columns nobody knows: they are named and not read', async () => {
    await deliver('unknown', [usage('1', '1', { carbon: { grams: '3' }, shiny: 'x' })])
    const { findings } = await run('unknown')
    expect(findings).toMatchObject([
      { code: 'unknown_export_columns', detail: { columns: ['carbon.grams', 'shiny'] } },
    ])
  })
})

describe('what cannot be used leaves what was there', () => {
  const org = 'faulty'
  let before: Row[]
  beforeAll(async () => {
    await deliver(org, LINES)
    await run(org)
    before = await visible(org)
  })

  const CONVERT = 'sp_cloud_gcp_convert_to_focus'
  const edits: [string, string, string, RegExp][] = [
    [
      'a row is lost',
      'FROM costed\n',
      "FROM costed WHERE kind <> 'Tax'\n",
      /line_item_group Tax.*rows_expected 1, rows_made 0/,
    ],
    [
      'the last decimal is wrong',
      'billed_cost AS BilledCost',
      "billed_cost + {{decimal('0.000000000001')}} AS BilledCost",
      /billed cost differs.*focus_cost 2\.740000000001/,
    ],
    [
      'a credit is lost',
      "IN ('PROMOTION', 'SUBSCRIPTION_BENEFIT')",
      "IN ('SUBSCRIPTION_BENEFIT')",
      /line_item_group Credit.*bill_cost -1\.000000001, focus_cost 0/,
    ],
    [
      'list cost moves by a cent',
      'list_cost AS ListCost',
      "CASE WHEN kind = 'Tax' THEN list_cost + {{decimal('0.01')}} ELSE list_cost END AS ListCost",
      /list cost differs from the bill by 0\.01 or more/,
    ],
    [
      'effective cost is not the billed one',
      'billed_cost AS EffectiveCost',
      "billed_cost + {{decimal('0.000000000001')}} AS EffectiveCost",
      /effective cost differs from billed cost/,
    ],
  ]
  test.each(edits)('%s', async (_what, find, replacement, message) => {
    await deliver(org, [
      usage('25', '2.74', { credits: [credit('PROMOTION', '-1.000000001')] }),
      line('tax', '0.02'),
    ])
    const error = await refused(org, {
      editSelect: (name, select) => {
        if (name !== CONVERT) return select
        expect(select).toContain(find)
        return select.replace(find, replacement)
      },
    })
    expect(error).toMatchObject({ code: 'invalid_input', message: expect.stringMatching(message) })
    expect(await visible(org)).toEqual(before)
  })

  test('a ledger that forgets a line', async () => {
    const error = await refused(org, {
      editSelect: (name, select) =>
        name === 'sp_cloud_gcp_conversion_ledger'
          ? select.replace('FROM line\n', "FROM line WHERE kind <> 'Tax'\n")
          : select,
    })
    expect(error).toMatchObject({
      message: expect.stringMatching(/ledger does not add up to the export.*bill_lines 2, ledger_lines 1/),
    })
  })

  const deliveries: [string, readonly ExportLine[], RegExp][] = [
    ['a cost type nobody knows', [line('mystery', '1')], /line or credit without a disposition.*mystery/],
    [
      'a credit nobody knows',
      [usage('1', '1', { credits: [credit('MYSTERY', '-1')] })],
      /line or credit without a disposition.*MYSTERY/,
    ],
    ['a line without a cost', [{ ...line('tax', '1'), cost: null }], /cost/],
    ['a cost that is no number', [line('tax', '1,000')], /1,000/],
    [
      'an invoice month that is none',
      [line('tax', '1', { invoice: { month: '2026-10' } })],
      /invoice month "2026-10"/,
    ],
    [
      'another table',
      [{ a: 1 }],
      /is no export of Google Cloud's billing table: it lacks billing_account_id/,
    ],
  ]
  test.each(deliveries)('%s', async (_what, lines, message) => {
    await deliver(org, lines)
    expect(await refused(org)).toMatchObject({
      code: 'invalid_input',
      message: expect.stringMatching(message),
    })
    expect(await visible(org)).toEqual(before)
  })

  test('a file that is cut off, one of another format beside it, none at all', async () => {
    const folder = join(lab.folder, org)
    const file = join(folder, 'export-000000000000.jsonl')
    await writeFile(file, JSON.stringify(LINES[0]).slice(0, 200))
    expect(await refused(org)).toMatchObject({ message: expect.stringContaining('no complete JSON object') })
    await writeFile(join(folder, 'x.csv'), 'cost\n1\n')
    expect(await refused(org)).toMatchObject({ message: expect.stringContaining('several formats') })
    await rm(file)
    await rm(join(folder, 'x.csv'))
    expect(await refused(org)).toMatchObject({ code: 'not_found' })
    expect(await visible(org)).toEqual(before)
  })
})

test('a table exported as Parquet or as flattened CSV says what its JSON Lines say', async () => {
  const lines = [
    usage('24', '2.64', {
      credits: [credit('PROMOTION', '-1234567890.123456789'), credit('DISCOUNT', '-0.000000001')],
    }),
    line('tax', '1234567890.123456789'),
  ]
  await deliver('json', lines)
  await run('json')
  const columns = `usage_start_time, project_id, project_ancestors_json, labels_json, credits_json, credits_total, cost, cost_at_list, usage_amount,
    usage_amount_in_pricing_units, resource_global_name, invoice_month, service_description, price_effective_price, export_time`
  const raw = (org: string) =>
    lab.query(`SELECT ${columns} FROM {{table(cloud_gcp_billing_raw_daily)}} ORDER BY cost`, org)
  const expected = await raw('json')
  expect(expected).toMatchObject([
    { credits_total: '-1234567890.12345679' },
    { credits_total: null, credits_json: null },
  ])

  const instance = await DuckDBInstance.create(':memory:', { threads: '1' })
  const connection = await instance.connect()
  const source = `read_json('${join(lab.folder, 'json', '*.jsonl')}', format = 'newline_delimited', columns = {
    billing_account_id: 'VARCHAR', invoice: 'STRUCT(month VARCHAR)', cost_type: 'VARCHAR', service: 'STRUCT(id VARCHAR, description VARCHAR)',
    sku: 'STRUCT(id VARCHAR, description VARCHAR)', usage_start_time: 'VARCHAR', usage_end_time: 'VARCHAR',
    project: 'STRUCT(id VARCHAR, name VARCHAR, ancestors STRUCT(resource_name VARCHAR, display_name VARCHAR)[])',
    labels: 'STRUCT("key" VARCHAR, "value" VARCHAR)[]', cost: 'DECIMAL(38,9)', cost_at_list: 'DECIMAL(38,9)', currency: 'VARCHAR',
    usage: 'STRUCT(amount DOUBLE, unit VARCHAR, amount_in_pricing_units DOUBLE, pricing_unit VARCHAR)',
    credits: 'STRUCT("name" VARCHAR, amount DECIMAL(38,9), full_name VARCHAR, id VARCHAR, "type" VARCHAR)[]',
    resource: 'STRUCT("name" VARCHAR, global_name VARCHAR)', price: 'STRUCT(effective_price DECIMAL(38,9))', export_time: 'VARCHAR'})`
  const instants = `replace(usage_start_time, ' UTC', '+00')::TIMESTAMPTZ AS usage_start_time, replace(usage_end_time, ' UTC', '+00')::TIMESTAMPTZ AS usage_end_time,
    replace(export_time, ' UTC', '+00')::TIMESTAMPTZ AS export_time`
  await writeTable(join(lab.folder, 'parquet'), [], 'README')
  await writeTable(join(lab.folder, 'csv'), [], 'README')
  await connection.run(
    `COPY (SELECT * REPLACE (${instants}) FROM ${source}) TO '${join(lab.folder, 'parquet', 'x.parquet')}' (FORMAT parquet)`,
  )
  await connection.run(`COPY (SELECT billing_account_id, invoice.month AS "invoice.month", cost_type, service.id AS service_id, service.description AS "service.description",
      sku.id AS "sku.id", sku.description AS "sku.description", usage_start_time, usage_end_time, project.id AS "project.id", to_json(project.ancestors) AS project_ancestors,
      to_json(labels) AS labels, cost, cost_at_list, currency, usage.amount AS "usage.amount", usage.amount_in_pricing_units AS "usage.amount_in_pricing_units",
      to_json(credits) AS credits, resource.global_name AS "resource.global_name", price.effective_price AS "price.effective_price", export_time FROM ${source})
    TO '${join(lab.folder, 'csv', 'x.csv')}' (FORMAT csv, HEADER)`)
  connection.closeSync()
  instance.closeSync()
  for (const org of ['parquet', 'csv']) {
    const { findings } = await run(org, { until: 'extract' })
    expect(findings).toEqual([])
    const rows = await raw(org)
    const amounts = (each: Row) => ({ ...each, credits_json: null, project_ancestors_json: null })
    expect(rows.map(amounts)).toEqual(expected.map(amounts))
    expect(String(rows[0]?.['credits_json'])).toContain('"-1234567890.123456789"')
  }
})
