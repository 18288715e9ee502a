import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { focusViolations } from '../aws/testing/focus-invariants.ts'
import { exportColumns } from './export-columns.ts'
import { matchHeader } from './match-header.ts'
import { numberStyle } from './number-style.ts'
import { readHead } from './read-head.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { usage } from './testing/export-lines.ts'
import { writeExport, writeRun, type ExportLine } from './testing/write-export.ts'

/** Samples of real exports; not part of the repository. */
const SAMPLES = join(import.meta.dirname, '../../../../../../shared/data/azure-ea')

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

const FACTS = `SELECT usage_date, usage_quantity, counted_quantity, cost_in_billing_currency, effective_price, list_price, billing_currency,
    resource_id, resource_location, meter_category, unit_of_measure, charge_type, is_azure_credit_eligible
  FROM {{table(cloud_azure_billing_raw_daily)}}`

describe.runIf(existsSync(SAMPLES))('headers of real exports', () => {
  test.each([
    ['EA_ActualCost_Small.csv'],
    ['EA_AmortizedCost_Small.csv'],
    ['Enterprise.csv'],
    ['EnterpriseCamel.csv'],
    ['PayAsYouGo.csv'],
    ['German.csv'],
    ['BOM.csv'],
  ])('%s has no column nobody knows', async (file) => {
    const { header } = await readHead(join(SAMPLES, file), file, 1)
    expect(matchHeader(header, exportColumns(lab.catalog)).unknown).toEqual([])
  })

  const pay = {
    usage_date: '2021-02-02',
    usage_quantity: '3',
    counted_quantity: '3',
    cost_in_billing_currency: '0.075',
    effective_price: '0.025',
    list_price: null,
    billing_currency: 'USD',
    resource_location: 'US East',
    meter_category: 'Load Balancer',
    unit_of_measure: '100 Hours',
    charge_type: 'Usage',
  }
  test.each([
    ['PayAsYouGo.csv', pay],
    ['German.csv', pay],
    [
      'EnterpriseCamel.csv',
      {
        usage_date: '2021-02-02',
        usage_quantity: '3',
        counted_quantity: null,
        cost_in_billing_currency: '0.012',
        list_price: '0.004',
        billing_currency: 'USD',
        resource_location: 'WESTUS',
      },
    ],
    [
      'Enterprise.csv',
      {
        usage_date: '2021-02-02',
        usage_quantity: '10',
        cost_in_billing_currency: '0',
        billing_currency: 'CAD',
        is_azure_credit_eligible: true,
      },
    ],
  ])('%s is read and becomes what it says', async (file, facts) => {
    const org = file.toLowerCase().replace('.csv', '')
    await deliverSample(org, file)
    await lab.run({
      org,
      credential: folderCredential(join(lab.folder, org)),
      range: { start: '2021-02-01', end: '2021-03-01' },
    })
    expect(await lab.query(FACTS, org)).toMatchObject([facts])
    const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}', org)
    expect(rows.flatMap(focusViolations)).toEqual([])
    // Covered usage is worth what the amortized export says, which is not there: it gets no row.
    expect(rows).toHaveLength(file === 'Enterprise.csv' ? 0 : 1)
  })

  test('the older usage details count and price single units, whatever the unit of measure', async () => {
    const rows = await lab.query(
      `SELECT PricingQuantity, PricingUnit, ConsumedQuantity, ConsumedUnit, ListUnitPrice, BilledCost, BillingAccountType, ServiceName
        FROM {{table(cost_data_standard_1_3)}}`,
      'payasyougo',
    )
    expect(rows).toEqual([
      {
        PricingQuantity: '3',
        PricingUnit: 'Hours',
        ConsumedQuantity: '3',
        ConsumedUnit: 'Hours',
        ListUnitPrice: '0.025',
        BilledCost: '0.075',
        BillingAccountType: 'Subscription',
        ServiceName: 'Load Balancer',
      },
    ])
  })

  test('a line without cost is refused, not taken for one of nothing', async () => {
    await deliverSample('bom', 'BOM.csv', '2022-11-01')
    const failed = lab.run({
      org: 'bom',
      credential: folderCredential(join(lab.folder, 'bom')),
      range: { start: '2022-11-01', end: '2022-12-01' },
    })
    await expect(failed).rejects.toMatchObject({
      code: 'invalid_input',
      message: expect.stringContaining('BOM.csv:2 PreTaxCost: is empty'),
    })
  })
})

async function deliverSample(org: string, file: string, period = '2021-02-01'): Promise<void> {
  const bytes = readFileSync(join(SAMPLES, file))
  const options = {
    kind: 'actual',
    period,
    scope: '/subscriptions/11111111-12ab-34dc-56ef-123456abcdef',
  } as const
  await writeRun(join(lab.folder, org), options, [{ name: file, bytes, stored: bytes }])
}

describe('one month in several spellings', () => {
  const plain = usage('1234.5', '0.001', '1.2345', { Date: '10/05/2026', Tags: '"a": "b"' })
  const spelled: Readonly<Record<string, ExportLine>> = {
    camel: rename(plain, (name) => name.charAt(0).toLowerCase() + name.slice(1)),
    spaced: rename(plain, (name) => name.replace(/(?<=[a-z])(?=[A-Z])/g, ' ')),
    localized: rename(plain, (name) => `Übersetzt (${name})`),
    'decimal commas': {
      ...plain,
      Quantity: '1.234,5',
      EffectivePrice: '0,001',
      UnitPrice: '0,001',
      PayGPrice: '0,001',
      Cost: '1,2345',
    },
    'ISO dates': {
      ...plain,
      Date: '2026-10-05T00:00:00Z',
      BillingPeriodStartDate: '2026-10-01',
      BillingPeriodEndDate: '2026-10-31',
    },
    'dotted dates': {
      ...plain,
      Date: '5.10.2026',
      BillingPeriodStartDate: '01.10.2026',
      BillingPeriodEndDate: '31.10.2026',
    },
    'compact dates': { ...plain, Date: '20261005' },
    'one digit dates': { ...plain, Date: '10/5/2026' },
    'scientific numbers': { ...plain, UnitPrice: '1E-3', PayGPrice: '1e-03' },
    'braced tags': { ...plain, Tags: '{"a": "b"}' },
  }
  let expected: readonly Row[]
  beforeAll(async () => {
    expected = await read('spelling', plain)
    expect(expected).toMatchObject([
      { usage_quantity: '1234.5', cost_in_billing_currency: '1.2345', resource_tags_json: '{"a": "b"}' },
    ])
  })

  test.each(Object.entries(spelled))('%s give the same line', async (name, cells) => {
    expect(await read(`spelling_${name.replaceAll(' ', '_').toLowerCase()}`, cells)).toEqual(expected)
  })
})

async function read(org: string, line: ExportLine): Promise<Row[]> {
  const folder = join(lab.folder, org)
  await writeExport(folder, { kind: 'actual', lines: [line], period: '2026-10-01' })
  const range = { start: '2026-10-01', end: '2026-11-01' }
  await lab.run({ org, credential: folderCredential(folder), range, until: 'extract' })
  const rows = await lab.query('SELECT * FROM {{table(cloud_azure_billing_raw_daily)}}', org)
  const own = new Set([
    'x_org_slug',
    'x_pipeline_id',
    'x_run_id',
    'x_ingested_at',
    'x_ingestion_date',
    'x_source_record_id',
  ])
  return rows.map((row) => Object.fromEntries(Object.entries(row).filter(([name]) => !own.has(name))))
}

function rename(line: ExportLine, change: (name: string) => string): ExportLine {
  return Object.fromEntries(Object.entries(line).map(([name, value]) => [change(name), value]))
}

describe('what a comma means', () => {
  test.each([
    ['plain', ['1', '0.5', '-1e-7', '']],
    ['decimal_comma', ['0,5', '1.234,5', '12']],
    ['decimal_comma', ['1.234.567', '1,5']],
    ['thousands_comma', ['0.5', '1,234', '1,234,567.5']],
    ['thousands_comma', ['1,234,567']],
  ])('%s: %j', (style, cells) => {
    expect(numberStyle(cells)).toBe(style)
  })

  test.each([[['1,234']], [['1,5', '1.5']], [['1,234', '12']]])('%j is refused', (cells) => {
    expect(() => numberStyle(cells)).toThrow(/cannot be read for certain/)
  })
})
