import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charge, OPENAI, SLACK } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

const FEE = {
  EffectiveCost: '0',
  PricingCurrencyEffectiveCost: '0',
  ChargeCategory: 'Purchase',
  ChargeFrequency: 'Recurring',
}
/** Sums below are worked out from these rows, not by the code under test. */
const CHARGES: readonly Row[] = [
  ...[1, 2, 3, 4, 5, 6, 7, 8].map((day) =>
    charge(`2026-04-0${day}`, '2.5', { x_hierarchy_entity_id: 'DEPT-1', x_hierarchy_path: '/DEPT-1/' }),
  ),
  ...[1, 2, 3, 4].map((day) => charge(`2026-04-0${day}`, '0.123456789012', OPENAI)),
  charge('2026-04-03', '7', { ...FEE, ServiceName: 'Savings Plans for AWS Compute usage' }),
  charge('2026-04-03', '1', { ChargeCategory: 'Tax', ChargeFrequency: 'One-Time' }),
  charge('2026-04-04', '-3', { ChargeCategory: 'Credit', ChargeFrequency: 'One-Time' }),
  ...[10, 11, 12, 29].map((day) => charge(`2026-04-${day}`, '1.2', { ...SLACK, BilledCost: '0' })),
  charge('2026-03-01', '10', {
    ServiceName: 'Amazon Simple Storage Service',
    ServiceCategory: 'Storage',
    ServiceSubcategory: 'Object Storage',
  }),
  charge('2026-03-11', '4', OPENAI),
  charge('2026-03-12', '1000'),
  charge('2026-04-02', '50', {
    BillingCurrency: 'EUR',
    x_hierarchy_entity_id: 'DEPT-2',
    x_hierarchy_path: '/DEPT-2/',
  }),
]

let costs: TestCosts

beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  await costs.load(CHARGES)
})
afterAll(() => costs.close())

function sum(column: string, matches: (row: Row, day: string) => boolean): string {
  return CHARGES.filter(
    (row) => row['BillingCurrency'] === 'USD' && matches(row, String(row['ChargePeriodStart']).slice(0, 10)),
  )
    .reduce((total, row) => total.plus(String(row[column])), new Decimal(0))
    .toFixed()
}
const toDate = (day: string): boolean => day >= '2026-04-01' && day <= '2026-04-11'
const before = (day: string): boolean => day >= '2026-03-01' && day <= '2026-03-11'

async function overview(query = '') {
  const response = await costs.get(`/overview${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}
const usd = (answer: { currencies: Row[] }) =>
  answer.currencies.find((figures) => figures['currency'] === 'USD')

describe('the overview', () => {
  it('shows the effective month to date against the same days before, without taxes, one figure per currency', async () => {
    const answer = await overview()
    expect(answer).toMatchObject({
      metric: 'effective',
      time_zone: 'UTC',
      as_of: '2026-04-11T12:00:00.000Z',
      month: { start: '2026-04-01', end_exclusive_today: '2026-04-12' },
    })
    expect(answer.currencies.map((figures: Row) => figures['currency'])).toEqual(['EUR', 'USD'])
    expect(usd(answer)).toMatchObject({
      amount: sum('EffectiveCost', (row, day) => toDate(day) && row['ChargeCategory'] !== 'Tax'),
      previous_amount: sum('EffectiveCost', (_, day) => before(day)),
      tax: '1',
      credits: '-3',
    })
    expect(usd(answer)).toMatchObject({ amount: '19.893827156048', previous_amount: '14' })
  })

  it('counts cash, taxes included, in the billed view', async () => {
    expect(usd(await overview('?metric=billed'))).toMatchObject({
      amount: sum('BilledCost', (_, day) => toDate(day)),
    })
    expect(usd(await overview('?metric=billed&include_tax=false'))).toMatchObject({
      amount: sum('BilledCost', (row, day) => toDate(day) && row['ChargeCategory'] !== 'Tax'),
    })
    expect(usd(await overview('?include_credits=false'))).toMatchObject({
      amount: '22.893827156048',
      credits: '-3',
    })
  })

  it('leaves purchases of future charges out of the list view', async () => {
    const expected = sum(
      'ListCost',
      (row, day) => toDate(day) && row['ChargeCategory'] !== 'Tax' && row['ChargeCategory'] !== 'Purchase',
    )
    expect(usd(await overview('?metric=list'))).toMatchObject({ amount: expected })
  })

  it('forecasts from settled days: bills by their newest day, usage after 48 hours, written seats as they are', async () => {
    // AWS: 20 in 8 settled days → 75, credit −3. OpenAI: 0.493827156048 in 8 settled days → × 30 ÷ 8. Slack: 4.8 as written.
    const openai = new Decimal('0.493827156048').times(30).dividedBy(8)
    expect(usd(await overview())).toMatchObject({
      forecast: { amount: new Decimal('76.8').plus(openai).toFixed(), settled_through: '2026-04-08' },
    })
  })

  it('knows what belongs to nobody', async () => {
    const amount = sum(
      'EffectiveCost',
      (row, day) =>
        toDate(day) && row['ChargeCategory'] !== 'Tax' && row['x_hierarchy_entity_id'] === undefined,
    )
    expect(usd(await overview())).toMatchObject({ unallocated: { amount } })
    expect((await overview()).currencies[0].unallocated).toEqual({ amount: '0', share: '0' })
  })

  it('groups and ranks without adding currencies', async () => {
    const { by_provider, by_category, by_service, movers, trend } = await overview()
    const ofUsd = (rows: Row[]) =>
      rows
        .filter((row) => row['currency'] === 'USD')
        .map((row) => [row['key'], row['amount'], row['previous_amount']])
    expect(ofUsd(by_provider)).toEqual([
      ['AWS', '17', '10'],
      ['Slack', '2.4', '0'],
      ['OpenAI', '0.493827156048', '4'],
    ])
    expect(ofUsd(by_category).map(([key]: unknown[]) => key)).toEqual([
      'Compute',
      'Business Applications',
      'AI and Machine Learning',
      'Storage',
    ])
    for (const groups of [by_provider, by_category, by_service]) {
      const total = ofUsd(groups).reduce(
        (all: Decimal, [, amount]: unknown[]) => all.plus(String(amount)),
        new Decimal(0),
      )
      expect(total.toFixed()).toBe('19.893827156048')
    }
    expect(
      movers
        .filter((row: Row) => row['currency'] === 'USD')
        .map((row: Row) => [row['service'], row['change']]),
    ).toEqual([
      ['Amazon Elastic Compute Cloud', '17'],
      ['Amazon Simple Storage Service', '-10'],
      ['OpenAI API', '-3.506172843952'],
      ['Slack', '2.4'],
    ])
    const points = trend.filter((point: Row) => point['currency'] === 'USD')
    expect(points).toHaveLength(11)
    expect(points[10]).toEqual({
      day: '2026-04-11',
      currency: 'USD',
      amount: '1.2',
      previous_amount: '4',
      settled: false,
    })
  })

  it('lists usage nobody has a price for, this month and the one before', async () => {
    const usage = (day: string, model: string, quantity: string, priced: boolean): Row => ({
      cost_date: day,
      provider: 'openai',
      billing_account_id: 'org-1',
      model,
      service_tier: 'standard',
      context_band: 'base',
      meter: 'output',
      sku_meter: 'Output Tokens',
      quantity,
      unit: 'Tokens',
      pricing_unit: '1000000 Tokens',
      is_priced: priced,
      compared: true,
      x_source_record_id: `${day}${model}`,
      x_ingestion_id: 'i',
      x_genai_provider: 'openai',
    })
    const rows = [usage('2026-04-02', 'gpt-new', '1000', false), usage('2026-04-02', 'gpt-5', '5', true)]
    const table = 'genai_payg_costs_daily'
    await costs.load(rows, { table, period: '2026-04-02', pipelineId: 'p' })
    await costs.load([usage('2026-04-03', 'gpt-new', '500', false)], {
      table,
      period: '2026-04-03',
      pipelineId: 'p',
    })
    expect((await overview()).unpriced).toEqual({
      count: 1,
      models: [{ provider: 'openai', model: 'gpt-new', quantity: '1500', unit: 'Tokens', days: 2 }],
    })
    await costs.load([usage('2026-04-03', 'gpt-new', '500', true)], {
      table,
      period: '2026-04-03',
      pipelineId: 'p',
    })
    expect((await overview()).unpriced.models).toEqual([
      expect.objectContaining({ quantity: '1000', days: 1 }),
    ])
  })

  it('says how fresh each pipeline is', async () => {
    const run = (id: string, path: string, status: string, end: string, range: readonly [string, string]) =>
      costs.database.query(
        `INSERT INTO org_meta_pipeline_runs (pipeline_logging_id, org_slug, pipeline_id, status, start_time, end_time, pipeline_path, start_date, end_date, dedupe_key)
         VALUES ($1, 'acme', $2, $3, $4, $4, $2, $5, $6, $1)`,
        [id, path, status, end, ...range],
      )
    expect((await overview()).freshness).toEqual([])
    await run('r1', 'genai/payg/openai', 'COMPLETED', '2026-04-10T03:00:00Z', ['2026-04-08', '2026-04-10'])
    await run('r2', 'genai/payg/openai', 'FAILED', '2026-04-11T03:00:00Z', ['2026-04-10', '2026-04-11'])
    await run('r3', 'cloud/aws/cost/billing', 'COMPLETED', '2026-04-09T03:00:00Z', [
      '2026-04-01',
      '2026-05-01',
    ])
    await run('r4', 'setup/bootstrap', 'COMPLETED', '2026-04-11T03:00:00Z', ['2026-04-11', '2026-04-12'])
    expect((await overview()).freshness).toEqual([
      {
        provider: 'aws',
        pipeline: 'cloud/aws/cost/billing',
        last_success_at: '2026-04-09T03:00:00.000Z',
        data_through: '2026-04-09',
        status: 'late',
      },
      {
        provider: 'openai',
        pipeline: 'genai/payg/openai',
        last_success_at: '2026-04-10T03:00:00.000Z',
        data_through: '2026-04-09',
        status: 'failed',
      },
    ])
  })
})
