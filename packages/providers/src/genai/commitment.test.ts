import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { Finding } from '@cloudact/engine/processor'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { canRecompute, recompute } from '../testing/recompute.ts'
import { openCapacityLab, type CapacityLab } from './testing/capacity-lab.ts'
import {
  AZURE_BILL,
  azureCharges,
  CAPACITY_PRICES,
  IMPORTED,
  held,
  importedSlice,
} from './testing/capacity-month.ts'
import { paygCost } from './testing/genai-rows.ts'

const PIPELINES = ['azure_ptu', 'gcp_vertex', 'aws_bedrock'].map((name) => `genai/commitment/${name}`)
const UNIFIED = 'genai/unified/consolidate'

/** For a machine that does other things too. */
const PATIENCE = 120_000

let lab: CapacityLab
let findings: readonly Finding[]
/** Everything a month has, run once. */
beforeAll(async () => {
  lab = await openCapacityLab()
  await lab.fill('cost_data_standard_1_3', AZURE_BILL, azureCharges())
  await lab.fill(
    'genai_payg_costs_daily',
    { credentialId: 'bill', accountId: 'ba-1', period: '2026-10-05' },
    [
      paygCost({ billing_account_id: 'ba-1', contracted_cost: '1.000000000001' }),
      paygCost({ billing_account_id: 'ba-1', contracted_cost: '-0.5', meter: 'output' }),
      paygCost({ billing_account_id: 'ba-1', contracted_cost: '3', currency: 'EUR' }),
      paygCost({ billing_account_id: 'ba-1', contracted_cost: null, currency: null }),
    ],
  )
  await lab.fill('genai_commitment_pricing', { pipelineId: 'overrides', period: 'all' }, CAPACITY_PRICES)
  await lab.fill('genai_commitment_usage_raw', importedSlice('import'), IMPORTED)
  await lab.fill('genai_commitment_usage_raw', importedSlice('payer', 'ba-1'), held('by-payer', 'ba-1', null))
  await lab.fill('genai_commitment_usage_raw', importedSlice('other', 'other'), [
    ...held('by-linked', 'other', 'sub-1'),
    ...held('elsewhere', 'other', 'sub-9'),
  ])
  findings = await runAll(PIPELINES)
}, PATIENCE)
afterAll(() => lab.close())

async function runAll(paths: readonly string[]): Promise<readonly Finding[]> {
  const found: Finding[] = []
  for (const path of [...paths, UNIFIED]) found.push(...(await lab.run(path)))
  return found
}
const costs = (where: string) =>
  lab.query(
    `SELECT * FROM {{table(genai_commitment_costs_daily)}} WHERE ${where} ORDER BY charge_category, commitment_status, unit_hours, cost_date`,
  )
const focus = (where: string) =>
  lab.query(
    `SELECT * FROM {{table(cost_data_standard_1_3)}} WHERE ${where} ORDER BY ChargeCategory, CommitmentDiscountStatus, x_source_record_id`,
  )
const sum = (rows: readonly Row[], column: string) =>
  rows.reduce((total, row) => total.plus(String(row[column] ?? 0)), new Decimal(0)).toFixed()

describe('capacity of a bill', () => {
  test('keeps the money, purchases, idle parts and currencies of the bill, and nothing else of it', async () => {
    const rows = await costs(`x_credential_id = 'bill'`)
    const seen = rows.map((row) =>
      [
        'charge_category',
        'commitment_status',
        'currency',
        'unit_hours',
        'billed_cost',
        'effective_cost',
        'idle_cost',
      ].map((column) => row[column]),
    )
    expect(seen.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toEqual([
      ['Purchase', null, 'USD', null, '18000', '0', '0'],
      ['Usage', 'Unused', 'USD', '480', '0', '120', '120'],
      ['Usage', 'Used', 'USD', '1920', '0', '480', '0'],
      ['Usage', null, 'EUR', '-1.5', '-1.5', '-1.5', '0'],
      ['Usage', null, 'USD', '12', '12.000001', '12.000001', '0'],
    ])
  })

  test('makes no second FOCUS row of it, and the bill keeps its own', async () => {
    const rows = await focus(`x_credential_id = 'bill'`)
    expect(rows).toHaveLength(azureCharges().length)
    expect(new Set(rows.map((row) => row['x_pipeline_id']))).toEqual(new Set([AZURE_BILL.pipelineId]))
  })

  test('is consolidated in its own currency', async () => {
    const rows = await lab.query(
      `SELECT currency, {{sum(total_cost)}} AS total, {{sum(total_cost_usd)}} AS usd FROM {{table(genai_costs_daily_unified)}} WHERE x_credential_id = 'bill' AND cost_type = 'commitment' GROUP BY currency ORDER BY currency`,
    )
    expect(rows).toEqual([
      { currency: 'EUR', total: '-1.5', usd: null },
      { currency: 'USD', total: '612.000001', usd: '612.000001' },
    ])
  })
})

describe('imported capacity', () => {
  const one = async (id: string) => (await costs(`x_credential_id = 'import' AND commitment_id = '${id}'`))[0]

  test('costs units × hours × the price of its model before any model, exactly', async () => {
    expect(await one('a')).toMatchObject({
      x_price_id: 'model',
      unit_hours: '2400',
      effective_cost: '600.00024',
      total_cost_usd: '600.00024',
      utilization_pct: 80,
      overage_units: 0,
      idle_cost: '0',
      overage_cost_usd: null,
    })
  })

  test('is paid for at least the least purchase, and overage is no charge of its own', async () => {
    expect(await one('b')).toMatchObject({
      unit_hours: '1200',
      effective_cost: '300.00012',
      overage_units: 10,
    })
  })

  test('takes a monthly price by the hour of 30 days, less its discounts', async () => {
    expect(await one('c')).toMatchObject({
      list_unit_price: '1',
      contracted_unit_price: '0.855',
      effective_cost: '128.25',
      list_cost: '150',
      utilization_pct: null,
      used_unit_hours: null,
      overage_units: null,
    })
  })

  test.each([
    ['d', 'a term without a price'],
    ['e', 'prices of two currencies and no word which is paid'],
    ['g', 'unknown hours'],
    ['h', 'unknown units, whatever the least purchase is'],
  ])('%s has no known cost: %s', async (id) => {
    expect(await one(id)).toMatchObject({
      is_priced: false,
      effective_cost: null,
      total_cost_usd: null,
      billed_cost: null,
    })
  })

  test('keeps another currency out of the USD columns', async () => {
    expect(await one('f')).toMatchObject({ currency: 'EUR', effective_cost: '600', total_cost_usd: null })
  })

  test('has the published price of its model, region and term', async () => {
    expect(await one('aws')).toMatchObject({
      list_unit_price: '34.992',
      effective_cost: '17.496',
      x_price_id: 'bedrock-pt-anthropic.claude-v2:1-us-east-1-6m',
    })
  })

  test('is a FOCUS charge when it is priced, with exact products and no idle row', async () => {
    const rows = await focus(`x_credential_id = 'import' AND x_genai_provider = 'azure_openai'`)
    expect(rows).toHaveLength(4)
    for (const row of rows) {
      const product = new Decimal(String(row['ListUnitPrice'])).times(String(row['PricingQuantity']))
      expect(product.toFixed()).toBe(new Decimal(String(row['ListCost'])).toFixed())
      expect(row).toMatchObject({
        ChargeCategory: 'Usage',
        PricingUnit: 'PTU-Hours',
        BilledCost: row['ContractedCost'],
        EffectiveCost: row['ContractedCost'],
        CommitmentDiscountStatus: null,
        x_charge_origin: 'usage_priced',
        x_billed_source: 'priced_estimate',
        x_genai_cost_type: 'commitment',
        ServiceProviderName: 'Microsoft',
        x_pipeline_id: 'acme-genai-unified-consolidate',
        x_billing_status: 'provisional',
      })
    }
    const usd = rows.filter((row) => row['BillingCurrency'] === 'USD')
    expect(sum(usd, 'BilledCost')).toBe('1028.25036')
  })

  test('that was bought for a term is a fee, a used and an unused part that add up to it', async () => {
    const rows = await focus(`x_genai_provider = 'vertex'`)
    const seen = rows.map((row) =>
      [
        'ChargeCategory',
        'CommitmentDiscountStatus',
        'BilledCost',
        'EffectiveCost',
        'ListCost',
        'CommitmentDiscountQuantity',
      ].map((column) => row[column]),
    )
    expect(seen.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1))).toEqual([
      ['Purchase', null, '888', '0', '888', '240'],
      ['Usage', 'Unused', '0', '266.4', '0', '72'],
      ['Usage', 'Used', '0', '621.6', '621.6', '168'],
    ])
    expect(sum(rows, 'BilledCost')).toBe(sum(rows, 'EffectiveCost'))
  })

  test('without a price is said, and so is a provider without a source', async () => {
    expect(findings.find(({ code }) => code === 'unpriced_capacity')).toMatchObject({
      severity: 'warning',
      detail: { count: 2 },
    })
    const nothing = findings.filter(({ code }) => code === 'no_capacity_found')
    expect(nothing.map(({ message }) => message)).toEqual([
      'Neither the stored bills nor an imported usage file has GPU or TPU hours from 2026-10-01 up to 2026-11-01.',
    ])
  })
})

test.runIf(canRecompute)('the totals are those an independent script makes of the sources', async () => {
  const all = (table: string) => lab.query(`SELECT * FROM {{table(${table})}}`)
  const file = join(lab.folder, 'sources.json')
  const sources = {
    payg: await all('genai_payg_costs_daily'),
    commitment_usage: await all('genai_commitment_usage_raw'),
    prices: await all('genai_commitment_pricing'),
  }
  await writeFile(file, JSON.stringify(sources))
  const expected = await recompute('recompute-genai-unified.py', [file])
  const rows = await lab.query(
    `SELECT cost_type, provider, model, currency, cost_date, {{sum(total_cost)}} AS total, COUNT(*) AS lines, COUNT(total_cost) AS priced
    FROM {{table(genai_costs_daily_unified)}} GROUP BY cost_type, provider, model, currency, cost_date`,
  )
  const found = rows.map((row) => [
    ...['cost_type', 'provider', 'model', 'currency', 'cost_date', 'total'].map((column) => row[column]),
    Number(row['lines']) - Number(row['priced']),
  ])
  const sorted = (lines: readonly unknown[]) => lines.map((line) => JSON.stringify(line)).sort()
  expect(Array.isArray(expected) ? sorted(expected) : expected).toEqual(sorted(found))
  expect(found.length).toBeGreaterThan(8)
})

const countedOn = async (day: string) => {
  const rows = await lab.query(
    `SELECT commitment_id AS id FROM {{table(genai_costs_daily_unified)}} WHERE cost_type = 'commitment' AND cost_source = 'usage_priced' AND cost_date = DATE '${day}' AND x_credential_id <> 'import' ORDER BY id`,
  )
  return rows.map(({ id }) => id)
}

describe('a bill and an import of the same capacity', () => {
  test('are one charge, the bill, on the days the bill has it, by account or linked account', async () => {
    expect(await countedOn('2026-10-05')).toEqual(['elsewhere'])
    expect(await countedOn('2026-10-06')).toEqual(['by-linked', 'by-payer', 'elsewhere'])
    const twice = await lab.query(
      `SELECT commitment_id AS id FROM {{table(genai_usage_daily_unified)}} WHERE NOT counted ORDER BY id`,
    )
    expect(twice.map(({ id }) => id)).toEqual(['by-linked', 'by-payer'])
  })

  test(
    'are the import alone when the bill of the month is gone',
    async () => {
      await lab.drop('cost_data_standard_1_3', 'bill')
      await runAll(PIPELINES.slice(0, 1))
      expect(await costs(`x_credential_id = 'bill'`)).toEqual([])
      expect(await countedOn('2026-10-05')).toEqual(['by-linked', 'by-payer', 'elsewhere'])
    },
    PATIENCE,
  )
})
