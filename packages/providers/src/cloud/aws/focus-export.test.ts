import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { readCsv } from '../files/csv.ts'
import { line, PAYER } from './testing/bill-lines.ts'
import { folderCredential, openBillLab, type BillLab } from './testing/bill-lab.ts'
import { focusViolations } from './testing/focus-invariants.ts'
import { store, writeBill } from './testing/write-bill.ts'

/** Made AWS exports of 100 rows each; not part of the repository. */
const SAMPLES = join(import.meta.dirname, '../../../../../../shared/data/focus-samples')
const sampleOf = (version: string) => join(SAMPLES, `aws_${version}_cost_and_usage_rows100_seed42.csv`)

let lab: BillLab
beforeAll(async () => {
  lab = await openBillLab()
})
afterAll(() => lab.close())

async function deliver(folder: string, month: string, csv: string): Promise<void> {
  const name = folder.split('/').at(-1) ?? ''
  const key = `data/BILLING_PERIOD=${month}/${name}-00001.csv.gz`
  const columns = (csv.split('\n')[0] ?? '')
    .split(',')
    .map((column) => ({ name: column.trim(), type: 'string' }))
  await store(join(folder, key), gzipSync(csv))
  await store(
    join(folder, `metadata/BILLING_PERIOD=${month}/${name}-Manifest.json`),
    JSON.stringify({ executionId: 'run-1', dataFiles: [`s3://b/x/${name}/${key}`], columns }),
  )
}

const BASE = {
  BillingAccountId: PAYER,
  BillingPeriodStart: '2026-10-01T00:00:00Z',
  BillingPeriodEnd: '2026-11-01T00:00:00Z',
  ChargePeriodStart: '2026-10-05T00:00:00Z',
  ChargePeriodEnd: '2026-10-06T00:00:00Z',
  BillingCurrency: 'USD',
  InvoiceId: 'INV-1',
  ServiceName: 'Amazon Elastic Compute Cloud',
  ServiceCategory: 'Compute',
  ChargeCategory: 'Usage',
  ChargeFrequency: '',
  ChargeClass: '',
  BilledCost: '0.30',
  EffectiveCost: '0.30',
  ListCost: '0.40',
  ContractedCost: '0.30',
  ListUnitPrice: '0.1',
  ContractedUnitPrice: '0.075',
  PricingQuantity: '4',
  PricingUnit: 'Hours',
  SkuId: 'SKU',
  SkuPriceId: 'SKU.P',
  ConsumedQuantity: '4',
  PublisherName: '',
  InvoiceIssuerName: '',
  x_UsageType: 'BoxUsage',
  CommitmentDiscountId: '',
  CommitmentDiscountStatus: '',
  CommitmentDiscountCategory: '',
  CommitmentDiscountType: '',
  CommitmentDiscountQuantity: '',
  CommitmentDiscountUnit: '',
  ResourceId: '',
}
const csvOf = (rows: readonly Partial<typeof BASE>[]) =>
  `${[Object.keys(BASE), ...rows.map((row) => Object.values({ ...BASE, ...row }))].map((cells) => cells.join(',')).join('\n')}\n`
const costs = (row: Row | undefined) =>
  ['BilledCost', 'EffectiveCost', 'ListCost', 'ContractedCost'].map((column) => row?.[column])
const range = { start: '2026-10-01', end: '2026-11-01' }

test('what AWS leaves empty in its FOCUS export is filled, and products are exact', async () => {
  const folder = join(lab.folder, 'focus')
  const empty = {
    SkuId: '',
    SkuPriceId: '',
    ListUnitPrice: '',
    ContractedUnitPrice: '',
    PricingUnit: '',
    PricingQuantity: '',
    ConsumedQuantity: '',
  }
  await deliver(
    folder,
    '2026-10',
    csvOf([
      {},
      { ...empty, BilledCost: '5', EffectiveCost: '5', ListCost: '5', ContractedCost: '5' },
      {
        ChargeCategory: 'Tax',
        ...empty,
        BilledCost: '2',
        EffectiveCost: '2',
        ListCost: '0',
        ContractedCost: '0',
      },
      {
        BilledCost: '0',
        EffectiveCost: '0.25',
        ListCost: '0.25',
        ContractedCost: '0.25',
        CommitmentDiscountId: 'arn:sp',
        CommitmentDiscountStatus: 'Unused',
        CommitmentDiscountCategory: 'Spend',
        CommitmentDiscountType: 'Savings Plan',
        CommitmentDiscountQuantity: '0.25',
        CommitmentDiscountUnit: 'USD',
        ConsumedQuantity: '',
        ResourceId: 'arn:sp',
      },
    ]),
  )
  await lab.run({ org: 'focus', credential: folderCredential(folder), range })
  const rows = await lab.query(
    'SELECT * FROM {{table(cost_data_standard_1_3)}} ORDER BY BilledCost DESC',
    {},
    'focus',
  )
  expect(rows.flatMap(focusViolations)).toEqual([])
  expect(rows.map(costs)).toEqual([
    ['5', '5', '5', '5'],
    ['2', '2', '2', '2'],
    ['0.3', '0.3', '0.4', '0.3'],
    ['0', '0.25', '0', '0'],
  ])
  expect(rows[0]).toMatchObject({
    SkuId: 'Amazon Elastic Compute Cloud:BoxUsage',
    PricingQuantity: '1',
    PricingUnit: 'Count',
    x_charge_origin: 'imported_focus',
    ServiceProviderName: 'AWS',
    InvoiceIssuerName: 'AWS',
  })
})

test('an integration that moves from CUR to FOCUS keeps one of the two', async () => {
  const folder = join(lab.folder, 'moved')
  await writeBill(folder, { lines: [line('Tax', '7')], period: range.start })
  await lab.run({ org: 'moved', credential: folderCredential(folder), range })
  await deliver(folder, '2026-10', csvOf([{}]))
  await lab.run({ org: 'moved', credential: folderCredential(folder), range })
  const rows = await lab.query(
    'SELECT BilledCost, x_source_system FROM {{table(cost_data_standard_1_3)}}',
    {},
    'moved',
  )
  expect(rows).toEqual([{ BilledCost: '0.3', x_source_system: 'cloud_aws_focus_raw_daily' }])
})

describe.runIf(existsSync(SAMPLES)).each(['1_2', '1_3'])('a FOCUS %s sample of 100 rows', (version) => {
  test('becomes 1.3 rows that obey the rules, with billed and effective cost as delivered and list cost within a cent', async () => {
    const folder = join(lab.folder, `sample${version}`)
    const org = `sample_${version}`
    await deliver(folder, '2026-05', readFileSync(sampleOf(version), 'utf8'))
    const result = await lab.run({
      org,
      credential: folderCredential(folder, { account_id: '100000000001' }),
      range: { start: '2026-05-01', end: '2026-06-01' },
    })
    expect(result.findings).toEqual([])
    const rows = await lab.query('SELECT * FROM {{table(cost_data_standard_1_3)}}', {}, org)
    expect(rows).toHaveLength(100)
    expect(rows.flatMap(focusViolations)).toEqual([])
    const total = (column: string) =>
      rows.reduce((sum, row) => sum.plus(String(row[column])), new Decimal(0)).toFixed()
    const delivered = await totalsOf(sampleOf(version))
    expect([total('BilledCost'), total('EffectiveCost')]).toEqual([delivered.billed, delivered.effective])
    expect(new Decimal(total('ListCost')).minus(delivered.list).abs().lessThan('0.01')).toBe(true)
  })
})

/** Sums of the amounts as stored: twelve decimals, half-even. Unused commitments have no list value of ours. */
async function totalsOf(path: string): Promise<{ billed: string; effective: string; list: string }> {
  let header: string[] = []
  const sums = { BilledCost: new Decimal(0), EffectiveCost: new Decimal(0), ListCost: new Decimal(0) }
  for await (const { line: at, fields } of readCsv(path)) {
    if (at === 1) {
      header = fields
      continue
    }
    const cell = (name: string) => fields[header.indexOf(name)] || '0'
    const add = (column: keyof typeof sums, from = column) =>
      (sums[column] = sums[column].plus(new Decimal(cell(from)).toDecimalPlaces(12)))
    add('BilledCost')
    add('EffectiveCost')
    if (cell('CommitmentDiscountStatus') === 'Unused') continue
    add('ListCost', ['Usage', 'Purchase'].includes(cell('ChargeCategory')) ? 'ListCost' : 'BilledCost')
  }
  return {
    billed: sums.BilledCost.toFixed(),
    effective: sums.EffectiveCost.toFixed(),
    list: sums.ListCost.toFixed(),
  }
}
