import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { BillLab } from '../aws/testing/bill-lab.ts'
import { chargesOf, csvOf, deliver, importFolder, openFocusLab, USAGE } from './testing/focus-lab.ts'

let lab: BillLab
beforeAll(async () => {
  lab = await openFocusLab()
})
afterAll(() => lab.close())

const GOOD = csvOf([{}])
const packed = gzipSync(
  csvOf(
    Array.from({ length: 400 }, (_, index) => ({ ChargeDescription: `row ${index} ${Math.sin(index)}` })),
  ),
)
const withCell = (column: string, value: string) => csvOf([{}, { [column]: value }])

describe('what cannot be read is refused with words, and the month stays as it was', () => {
  test.each<[string, Readonly<Record<string, string | Uint8Array>>, string, RegExp]>([
    [
      'a cut gzip file',
      { 'focus.csv.gz': packed.subarray(0, packed.length - 200) },
      'invalid_input',
      /"focus.csv.gz" cannot be used: it is cut off/,
    ],
    [
      'a cut Parquet file',
      { 'focus.parquet': Buffer.from('PAR1 and then nothing more') },
      'invalid_input',
      /not a complete Parquet file/,
    ],
    [
      'an open quote',
      { 'focus.csv': GOOD.replace('Hours of a machine', '"Hours of a machine') },
      'invalid_input',
      /ends inside quotes|cannot be read/,
    ],
    ['an empty file', { 'focus.csv': '' }, 'invalid_input', /"focus.csv" is empty/],
    [
      'a missing part',
      { 'focus.csv': GOOD, 'run-manifest.json': JSON.stringify({ files: ['focus.csv', 'focus-2.csv'] }) },
      'provider_unavailable',
      /"focus-2.csv" is missing.*although the manifest "run-manifest.json" names it/,
    ],
    [
      'a column given twice',
      { 'focus.csv': GOOD.replace('ChargeClass', 'BilledCost') },
      'invalid_input',
      /has the column "BilledCost" twice/,
    ],
    [
      'thousands separators',
      { 'focus.csv': withCell('ListCost', '1,234.56') },
      'invalid_input',
      /focus.csv:3 ListCost: "1,234.56" is not a decimal number: it has thousands/,
    ],
    [
      'a word for an amount',
      { 'focus.csv': withCell('BilledCost', 'n/a') },
      'invalid_input',
      /focus.csv:3 BilledCost: "n\/a" is not a decimal number/,
    ],
    [
      'no billed cost',
      { 'focus.csv': withCell('BilledCost', 'NULL') },
      'invalid_input',
      /"BilledCost" empty in 1 of 2 rows/,
    ],
    [
      'no account',
      { 'focus.csv': withCell('BillingAccountId', '\\N') },
      'invalid_input',
      /1 rows of "focus.csv" have no BillingAccountId/,
    ],
    [
      'a date that is none',
      { 'focus.csv': withCell('BillingPeriodStart', 'October') },
      'invalid_input',
      /focus.csv:3 BillingPeriodStart: "October" is not a date/,
    ],
    [
      'a line cut short',
      { 'focus.csv': `${GOOD}0.1,acct-1\n` },
      'invalid_input',
      /focus.csv:3: has 2 fields instead of \d+/,
    ],
    [
      'a file that is not FOCUS',
      { 'focus.csv': 'a,b\n1,2\n' },
      'invalid_input',
      /"focus.csv" is no FOCUS file: it lacks BilledCost, BillingAccountId/,
    ],
    [
      'JSON cut short',
      { 'focus.jsonl': `${JSON.stringify(USAGE)}\n{"BilledCost": 1, ` },
      'invalid_input',
      /Line 2 of "focus.jsonl" is no complete JSON object/,
    ],
    [
      'JSON that is an array',
      { 'focus.jsonl': JSON.stringify([USAGE]) },
      'invalid_input',
      /Line 1 of "focus.jsonl"/,
    ],
    [
      'a charge category nobody knows',
      { 'focus.csv': withCell('ChargeCategory', 'Rebate') },
      'invalid_input',
      /charge category without a disposition.*Rebate/,
    ],
    [
      'no provider',
      { 'focus.csv': csvOf([{}, { ProviderName: '', PublisherName: '', InvoiceIssuerName: '' }]) },
      'invalid_input',
      /rows name neither ServiceProviderName/,
    ],
  ])('%s', async (name, files, code, message) => {
    const org = name
      .toLowerCase()
      .replaceAll(/[^a-z]+/g, '_')
      .slice(0, 40)
    await deliver(lab, org, { 'before.csv': GOOD })
    await importFolder(lab, org)
    const before = await chargesOf(lab, org)
    await rm(join(lab.folder, org, 'before.csv'))
    await deliver(lab, org, files)
    await expect(importFolder(lab, org)).rejects.toMatchObject({
      code,
      message: expect.stringMatching(message) as string,
    })
    expect(await chargesOf(lab, org)).toEqual(before)
    expect(before).toHaveLength(1)
  })
})

test('literal NULLs, offsets, negative credits, zero costs and exponents are what they mean', async () => {
  await deliver(lab, 'meant', {
    'focus.csv': csvOf([
      { ChargeDescription: '1', SubAccountId: 'NULL', RegionId: '\\N', Tags: 'NULL' },
      {
        ChargeDescription: '2',
        ChargePeriodStart: '2026-10-05T02:00:00+02:00',
        ChargePeriodEnd: '2026-10-05T19:00:00-05:00',
      },
      {
        ChargeDescription: '3',
        BillingPeriodStart: '2026-10-01T00:00:00+02:00',
        BillingPeriodEnd: '2026-11-01 00:00:00',
      },
      {
        ChargeDescription: '4',
        ChargeCategory: 'Credit',
        BilledCost: '-12.345678901234',
        EffectiveCost: '-12.345678901234',
      },
      {
        ChargeDescription: '5',
        BilledCost: '0',
        EffectiveCost: '0',
        ListCost: '0',
        ContractedCost: '0',
        PricingQuantity: '0',
      },
      {
        ChargeDescription: '6',
        BilledCost: '1e-7',
        EffectiveCost: '1E-7',
        ListCost: '0.0000001',
        ContractedCost: '1e-7',
      },
    ]),
  })
  await importFolder(lab, 'meant')
  const rows = await chargesOf(lab, 'meant')
  expect(rows).toMatchObject([
    { SubAccountId: null, RegionId: null, RegionName: null, Tags: null },
    { ChargePeriodStart: '2026-10-05T00:00:00Z', ChargePeriodEnd: '2026-10-06T00:00:00Z' },
    { BillingPeriodStart: '2026-09-30T22:00:00Z', BillingPeriodEnd: '2026-11-01T00:00:00Z' },
    {
      ChargeCategory: 'Credit',
      BilledCost: '-12.345678901234',
      ListCost: '-12.345678901234',
      SkuPriceId: null,
      PricingQuantity: null,
    },
    { BilledCost: '0', ListCost: '0', PricingQuantity: '0', SkuPriceId: 'SKU.P' },
    // Price × quantity is not its cost: the cost is right, so the price is not shown.
    {
      BilledCost: '0.0000001',
      ListCost: '0.0000001',
      ListUnitPrice: null,
      PricingQuantity: null,
      SkuId: 'SKU',
    },
  ])
})

test('a currency that changes within a month is told and never added to the other', async () => {
  await deliver(lab, 'currency', { 'focus.csv': csvOf([{}, { BillingCurrency: 'EUR', BilledCost: '2' }]) })
  const { findings } = await importFolder(lab, 'currency')
  expect(findings).toMatchObject([{ code: 'several_currencies', detail: { currencies: ['EUR', 'USD'] } }])
  expect(
    await lab.query(
      'SELECT currency, source_billed_cost AS billed FROM {{table(cloud_conversion_ledger)}} ORDER BY currency',
      {},
      'currency',
    ),
  ).toEqual([
    { currency: 'EUR', billed: '2' },
    { currency: 'USD', billed: '0.3' },
  ])
})

test('thousands of files in one month are one month', async () => {
  const count = 2_000
  const files = Array.from({ length: count }, (_, index) => [
    `2026/10/${index % 31}/part-${index}.csv`,
    csvOf([{ BilledCost: `0.${String(index).padStart(6, '0')}` }]),
  ])
  await deliver(lab, 'thousands', Object.fromEntries(files))
  await importFolder(lab, 'thousands')
  expect(
    await lab.query(
      'SELECT COUNT(*) AS n, {{sum(BilledCost)}} AS billed FROM {{table(cost_data_standard_1_3)}}',
      {},
      'thousands',
    ),
  ).toEqual([{ n: count, billed: '1.999' }])
}, 120_000)

test('a file that no manifest names is left out and told', async () => {
  await deliver(lab, 'named', {
    'data/new.csv': GOOD,
    'data/old.csv': csvOf([{ BilledCost: '9' }]),
    'metadata/focus-Manifest.json': JSON.stringify({
      executionId: 'e',
      dataFiles: ['s3://bucket/x/named/data/new.csv'],
    }),
  })
  const { findings } = await importFolder(lab, 'named')
  expect(findings).toMatchObject([{ code: 'file_not_in_manifest', detail: { files: ['old.csv'] } }])
  expect(await chargesOf(lab, 'named')).toMatchObject([{ BilledCost: '0.3' }])
})
