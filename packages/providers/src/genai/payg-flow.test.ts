import { Decimal } from '@cloudact/core/decimal'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { OrgWarehouse, Row } from '@cloudact/core/ports/warehouse'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { runProcessor, type TestContextOptions } from '@cloudact/engine/testing/processor-context'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openTestLake } from '@cloudact/warehouse/testing/open-test-lake'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import paygCost from './payg-cost.ts'
import paygFocus from './payg-focus.ts'
import paygUsage from './payg-usage.ts'
import { openAiFixture } from './testing/openai-fixture.ts'
import { catalogAt } from './testing/vendor-context.ts'

const STARTED = '2026-11-03T02:00:00.000Z'
const config = { provider: 'openai' }
const OCTOBER = { start: '2026-10-01', end: '2026-11-01' }

let lake: OrgWarehouse
let fixture: Awaited<ReturnType<typeof openAiFixture>>
let close: () => Promise<void>

beforeAll(async () => {
  const opened = await openTestLake(await testDatabase())
  lake = opened.lake.forOrg(parseOrgSlug('acme'))
  fixture = await openAiFixture(lake, STARTED)
  close = async () => {
    await fixture.simulator.close()
    await opened.close()
  }
})
afterAll(() => close())

/** The three steps of genai/payg/openai, each fed with the outputs of those before it. */
async function runPipeline(
  range: { start: string; end: string },
  startedAt = STARTED,
  metadata: Record<string, unknown> = {},
  more: Partial<TestContextOptions> = {},
) {
  fixture.simulator.control.setNow(Date.parse(startedAt))
  const base = fixture.context({ range, startedAt, ...more })
  const options = {
    ...base,
    credentials: base.credentials?.map((credential) => ({ ...credential, metadata })),
  }
  const extract = await runProcessor(paygUsage, config, options)
  const outputs = { extract_usage: extract.output ?? {} }
  const price = await runProcessor(paygCost, config, { ...options, outputs })
  const focus = await runProcessor(paygFocus, config, {
    ...options,
    outputs: { ...outputs, calculate_costs: price.output ?? {} },
  })
  return { findings: [...extract.findings, ...price.findings, ...focus.findings], rows: focus.rows }
}

async function read(sql: string, parameters: Record<string, string> = {}): Promise<Row[]> {
  const rows: Row[] = []
  for await (const batch of lake.query({ sql, parameters })) rows.push(...batch)
  return rows
}

const focusRows = (day?: string) =>
  read(
    `SELECT * FROM {{table(cost_data_standard_1_3)}} ${day ? 'WHERE {{day(ChargePeriodStart)}} = {{date(@day)}}' : ''} ORDER BY x_source_record_id`,
    day ? { day } : {},
  )

function sumBy(rows: readonly Row[], keyOf: (row: Row) => string, column: string): Map<string, string> {
  const sums = new Map<string, Decimal>()
  for (const row of rows)
    sums.set(keyOf(row), (sums.get(keyOf(row)) ?? new Decimal(0)).plus(String(row[column])))
  return new Map([...sums].map(([key, sum]) => [key, sum.toFixed()]))
}

/** What the vendor billed per project on a day, straight from the simulator. */
function billed(day: string): Map<string, string> {
  const rows = fixture.simulator.control.ledger
    .costs(day)
    .map((line) => ({ project: line.projectId, amount: line.amount.toFixed() }))
  return sumBy(rows, (row) => String(row['project']), 'amount')
}

const project = (row: Row) => String(row['SubAccountId'])
const sorted = (map: Map<string, string>) => [...map].sort(([a], [b]) => (a < b ? -1 : 1))
const OCTOBER_DAYS = Array.from({ length: 31 }, (_, index) => `2026-10-${String(index + 1).padStart(2, '0')}`)

describe('a month of OpenAI, from the admin API to FOCUS 1.3', () => {
  let findings: Awaited<ReturnType<typeof runPipeline>>['findings']
  let rows: Row[]
  beforeAll(async () => {
    findings = (await runPipeline(OCTOBER)).findings
    rows = await focusRows()
  }, 300_000)

  test('Σ BilledCost per UTC day and project equals the vendor to the last decimal', () => {
    for (const day of OCTOBER_DAYS) {
      const ours = sumBy(
        rows.filter((row) => String(row['ChargePeriodStart']).startsWith(day)),
        project,
        'BilledCost',
      )
      expect(sorted(ours), day).toEqual(sorted(billed(day)))
    }
  })

  test('every column of FOCUS 1.3 is there', () => {
    expect(rows.length).toBeGreaterThan(1_000)
    expect(COST_AND_USAGE_COLUMNS.filter((column) => !(column.id in rows[0]!))).toEqual([])
  })

  test('75 §1: no row without four costs, P and ∅ rows are complete, products are exact', () => {
    const priced = [
      'SkuId',
      'SkuPriceId',
      'SkuMeter',
      'ListUnitPrice',
      'ContractedUnitPrice',
      'PricingQuantity',
      'PricingUnit',
      'PricingCategory',
    ]
    const empty = [
      ...priced,
      'ConsumedQuantity',
      'ConsumedUnit',
      'SkuPriceDetails',
      'CommitmentDiscountQuantity',
      'PricingCurrencyListUnitPrice',
    ]
    for (const row of rows) {
      const [billedCost, effective, list, contracted] = [
        'BilledCost',
        'EffectiveCost',
        'ListCost',
        'ContractedCost',
      ].map((name) => new Decimal(String(row[name])))
      expect(row['BillingCurrency']).toBe('USD')
      expect([row['PricingCurrency'], row['PricingCurrencyEffectiveCost']]).toEqual([
        'USD',
        row['EffectiveCost'],
      ])
      if (row['ChargeCategory'] === 'Usage') {
        expect([...priced, 'ConsumedQuantity', 'ConsumedUnit'].filter((name) => row[name] === null)).toEqual(
          [],
        )
        const quantity = new Decimal(String(row['PricingQuantity']))
        expect(list!.eq(new Decimal(String(row['ListUnitPrice'])).times(quantity))).toBe(true)
        expect(contracted!.eq(new Decimal(String(row['ContractedUnitPrice'])).times(quantity))).toBe(true)
        expect([billedCost!.toFixed(), effective!.toFixed()]).toEqual([
          contracted!.toFixed(),
          contracted!.toFixed(),
        ])
      } else {
        expect(row['ChargeCategory']).toBe('Adjustment')
        expect(empty.filter((name) => row[name] !== null)).toEqual([])
        expect(new Set([billedCost, effective, list, contracted].map((cost) => cost!.toFixed())).size).toBe(1)
        expect(billedCost!.isZero()).toBe(false)
      }
    }
  })

  test('entities, periods and accounts of first-party GenAI', () => {
    expect(rows[0]).toMatchObject({
      ServiceProviderName: 'OpenAI',
      HostProviderName: 'OpenAI',
      InvoiceIssuerName: 'OpenAI',
      ProviderName: 'OpenAI',
      PublisherName: 'OpenAI',
      ServiceCategory: 'AI and Machine Learning',
      ServiceSubcategory: 'Generative AI',
      BillingAccountId: 'org-harborlinelabs',
      BillingAccountName: 'OpenAI production',
      BillingAccountType: 'Organization',
      SubAccountType: 'Project',
      ResourceId: null,
      InvoiceId: null,
      ChargeClass: null,
      ChargeFrequency: 'Usage-Based',
      x_billing_status: 'provisional',
      x_pipeline_id: 'acme-genai-payg-openai',
      x_credential_id: 'cred-openai',
    })
    for (const row of rows) {
      expect(String(row['ChargePeriodStart']) < String(row['ChargePeriodEnd'])).toBe(true)
      expect(String(row['BillingPeriodStart']) <= String(row['ChargePeriodStart'])).toBe(true)
      expect(String(row['ChargePeriodEnd']) <= String(row['BillingPeriodEnd'])).toBe(true)
    }
  })

  test('an unknown model has no usage row and no 0: a finding, a null cost, and its money in the true-up', async () => {
    expect(
      rows.filter((row) => row['x_genai_model'] === 'gpt-5.7-preview' && row['ChargeCategory'] === 'Usage'),
    ).toEqual([])
    const unpriced = findings.filter((finding) => finding.code === 'unpriced')
    expect(unpriced.map((finding) => finding.detail?.['model'])).toEqual([
      'gpt-5.7-preview',
      'gpt-5.7-preview',
    ])
    const costs = await read(
      `SELECT is_priced, list_cost, contracted_cost FROM {{table(genai_payg_costs_daily)}} WHERE model = 'gpt-5.7-preview'`,
    )
    expect(costs.length).toBe(62)
    expect(
      costs.every(
        (row) => row['is_priced'] === false && row['list_cost'] === null && row['contracted_cost'] === null,
      ),
    ).toBe(true)
    expect(
      rows.some(
        (row) => row['x_genai_model'] === 'gpt-5.7-preview' && row['x_gap_reason'] === 'unpriced_usage',
      ),
    ).toBe(true)
  })

  test('the gaps this vendor makes on purpose are explained, none stays unexplained', () => {
    const reasons = new Set(rows.map((row) => row['x_gap_reason']))
    expect(reasons).toEqual(
      new Set([
        null,
        'unpriced_usage',
        'no_usage_record',
        'tier_mismatch',
        'free_tier',
        'credit',
        'rounding',
      ]),
    )
    const credit = rows.filter((row) => row['x_gap_reason'] === 'credit')
    expect(credit.map((row) => [String(row['ChargePeriodStart']).slice(0, 10), row['BilledCost']])).toEqual([
      ['2026-10-15', '-40'],
    ])
  })

  test('a true-up row carries both totals of its key, and the reasons of a key add up to the gap', async () => {
    const gaps = await read('SELECT * FROM {{table(genai_cost_reconciliation_daily)}}')
    const byKey = Map.groupBy(gaps, (gap) => `${String(gap['cost_date'])} ${String(gap['gap_key'])}`)
    for (const [key, reasons] of byKey) {
      const [first] = reasons
      const total = reasons.reduce((sum, gap) => sum.plus(String(gap['reason_amount'])), new Decimal(0))
      expect(total.toFixed(), key).toBe(
        new Decimal(String(first!['vendor_cost'])).minus(String(first!['priced_cost'])).toFixed(),
      )
    }
    const adjusted = rows.filter((row) => row['ChargeCategory'] === 'Adjustment')
    expect(
      adjusted.every(
        (row) => row['x_vendor_cost'] !== null && row['x_priced_cost'] !== null && row['x_gap_key'] !== null,
      ),
    ).toBe(true)
  })

  test('pitfall 14: cached tokens are in the table, at the cached price', () => {
    const cached = rows.filter(
      (row) => row['x_token_type'] === 'input_cache_read' && row['x_genai_model'] === 'gpt-5-mini-2025-08-07',
    )
    expect(cached).toHaveLength(31)
    expect(cached[0]).toMatchObject({
      ListUnitPrice: '0.025',
      SkuMeter: 'Cached Input Tokens',
      x_price_id: expect.stringContaining('gpt-5-mini'),
    })
  })

  test('moderation is published at 0: a row with price 0 and cost 0', () => {
    expect(rows.find((row) => row['x_genai_model'] === 'omni-moderation-latest')).toMatchObject({
      ListUnitPrice: '0',
      BilledCost: '0',
      SkuMeter: 'Input Tokens',
    })
  })

  test('the same days twice leave the same rows', async () => {
    const strip = (all: Row[]) =>
      all.map((row) =>
        Object.fromEntries(
          Object.entries(row).filter(([name]) => !/^x_(run_id|inges|billing_status)/.test(name)),
        ),
      )
    await runPipeline({ start: '2026-10-14', end: '2026-10-16' }, '2026-11-12T02:00:00.000Z')
    expect(strip(await focusRows())).toEqual(strip(rows))
  })

  test('a restated day is replaced and reconciles again; a final month raises closed_period_changed', async () => {
    fixture.simulator.control.restate('2026-10-12', 1.1)
    const { findings: after } = await runPipeline(
      { start: '2026-10-12', end: '2026-10-13' },
      '2026-12-20T02:00:00.000Z',
    )
    const day = await focusRows('2026-10-12')
    expect(sorted(sumBy(day, project, 'BilledCost'))).toEqual(sorted(billed('2026-10-12')))
    expect(day[0]).toMatchObject({ x_billing_status: 'final' })
    const changed = after.filter((finding) => finding.code === 'closed_period_changed')
    expect(changed).toHaveLength(1)
    expect(Number(changed[0]?.detail?.['change'])).toBeGreaterThan(0)
    const again = await runPipeline({ start: '2026-10-12', end: '2026-10-13' }, '2026-12-20T02:00:00.000Z')
    expect(again.findings.some((finding) => finding.code === 'closed_period_changed')).toBe(false)
  })
})

describe('days that are not settled', () => {
  test('stay a priced estimate without true-up, and get it once the bill has settled', async () => {
    const day = { start: '2026-11-20', end: '2026-11-21' }
    await runPipeline(day, '2026-11-21T02:00:00.000Z')
    const early = await focusRows('2026-11-20')
    expect(new Set(early.map((row) => [row['x_charge_origin'], row['x_billed_source']].join()))).toEqual(
      new Set(['usage_priced,priced_estimate']),
    )
    expect(early[0]).toMatchObject({ x_billing_status: 'open' })

    await runPipeline({ start: '2026-11-23', end: '2026-11-24' }, '2026-11-24T02:00:00.000Z')
    const late = await focusRows('2026-11-20')
    expect(sorted(sumBy(late, project, 'BilledCost'))).toEqual(sorted(billed('2026-11-20')))
    expect(new Set(late.map((row) => row['x_billed_source']))).toEqual(new Set(['vendor_cost_api']))
  })

  test('with the true-up switched off the settled day stays an estimate', async () => {
    await runPipeline({ start: '2026-11-10', end: '2026-11-11' }, '2026-11-24T02:00:00.000Z', {
      true_up: 'off',
    })
    const rows = await focusRows('2026-11-10')
    expect(new Set(rows.map((row) => [row['ChargeCategory'], row['x_billed_source']].join()))).toEqual(
      new Set(['Usage,priced_estimate']),
    )
  })

  test('golden example 3: a negotiated discount lowers Contracted, not List', async () => {
    await runPipeline({ start: '2026-11-09', end: '2026-11-10' }, '2026-11-24T02:00:00.000Z', {
      true_up: 'off',
      negotiated_discount_percent: '10',
    })
    const row = (await focusRows('2026-11-09')).find(
      (one) => one['x_genai_model'] === 'gpt-5.1-codex' && one['x_token_type'] === 'input_uncached',
    )!
    expect(row).toMatchObject({ ListUnitPrice: '1.25', ContractedUnitPrice: '1.125' })
    expect(new Decimal(String(row['BilledCost'])).eq(new Decimal(String(row['ListCost'])).times('0.9'))).toBe(
      true,
    )
  })
})

test('a price added to the catalogue turns the unpriced part of the gap into usage', async () => {
  const range = { start: '2026-11-05', end: '2026-11-06' }
  const later = '2026-11-24T02:00:00.000Z'
  const catalog = catalogAt(fixture.simulator.url)
  const file = 'openai/pricing.csv'
  const row = catalog.seeds.get(file)![0]!
  const added = [
    {
      ...row,
      price_id: 'added-input',
      model: 'gpt-5.7-preview',
      meter: 'input_uncached',
      unit: '1000000 Tokens',
      price: '7.5',
    },
    {
      ...row,
      price_id: 'added-output',
      model: 'gpt-5.7-preview',
      meter: 'output',
      unit: '1000000 Tokens',
      price: '45',
    },
  ]
  const seeds = new Map([...catalog.seeds, [file, [...catalog.seeds.get(file)!, ...added]]])
  const { findings } = await runPipeline(range, later, {}, { catalog: { ...catalog, seeds } })
  const day = await focusRows('2026-11-05')
  const preview = day.filter((one) => one['x_genai_model'] === 'gpt-5.7-preview')
  expect(findings.filter((finding) => finding.code === 'unpriced')).toEqual([])
  expect(preview.map((one) => one['ChargeCategory'])).toEqual(['Usage', 'Usage'])
  expect(new Set(preview.map((one) => one['x_price_id']))).toEqual(new Set(['added-input', 'added-output']))
  expect(sorted(sumBy(day, project, 'BilledCost'))).toEqual(sorted(billed('2026-11-05')))
})
