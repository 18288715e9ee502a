import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charge, OPENAI, SLACK } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

/** Acme's charges. Sums below are worked out from these rows, not by the code under test. */
const CHARGES: readonly Row[] = [
  charge('2026-03-05', '10.000000000001', {
    RegionId: 'us-east-1',
    SubAccountId: 'a1',
    SubAccountName: 'Shop',
  }),
  charge('2026-04-01', '1.5', {
    x_hierarchy_entity_id: 'PROJ-1',
    x_hierarchy_path: '/DEPT-1/PROJ-1/',
    SubAccountId: 'a1',
    SubAccountName: 'Shop',
  }),
  charge('2026-04-02', '2.25', {
    x_hierarchy_entity_id: 'PROJ-9',
    x_hierarchy_path: '/DEPT-10/PROJ-9/',
    SubAccountId: 'a2',
    SubAccountName: 'Blog',
  }),
  charge('2026-04-02', '0.1', OPENAI),
  charge('2026-04-03', '0.2', { ...OPENAI, x_genai_model: 'gpt-5-mini' }),
  charge('2026-04-03', '1.2', { ...SLACK, BilledCost: '0' }),
  charge('2026-04-01', '36', {
    ...SLACK,
    EffectiveCost: '0',
    PricingCurrencyEffectiveCost: '0',
    ChargeCategory: 'Purchase',
    x_charge_origin: 'manual_plan',
  }),
  charge('2026-04-04', '0.7', {
    ChargeCategory: 'Tax',
    ChargeFrequency: 'One-Time',
    ServiceName: 'Tax',
    ServiceCategory: 'Other',
    ServiceSubcategory: 'Other (Other)',
  }),
  charge('2026-04-05', '-0.5', { ChargeCategory: 'Credit', ChargeFrequency: 'One-Time' }),
  charge('2026-04-06', '100', {
    BillingCurrency: 'EUR',
    ChargeDescription: 'Snapshot storage',
    ResourceId: 'vol-77',
  }),
]

let costs: TestCosts

beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  await costs.load(CHARGES)
  await costs.load([charge('2026-04-02', '999')], { org: 'globex' })
})
afterAll(() => costs.close())

/** Σ of a column over the charges that match, as the stored text. */
function sum(column: string, matches: (row: Row) => boolean): string {
  return CHARGES.filter(matches)
    .reduce((total, row) => total.plus(String(row[column])), new Decimal(0))
    .toFixed()
}
const inApril = (row: Row): boolean => String(row['ChargePeriodStart']) >= '2026-04'
const aprilUsd = (row: Row): boolean => inApril(row) && row['BillingCurrency'] === 'USD'
const APRIL = 'start_date=2026-04-01&end_date=2026-05-01'

async function json(path: string) {
  const response = await costs.get(path)
  expect(response.statusCode, response.body).toBe(200)
  return response.json()
}

describe('sums', () => {
  it('are exact, per currency, by provider', async () => {
    const { data, summary, currency } = await json(`/by-provider?${APRIL}&metric=billed`)
    expect(currency).toBeNull()
    expect(summary.currencies).toEqual([
      expect.objectContaining({ currency: 'EUR', amount: '100' }),
      expect.objectContaining({
        currency: 'USD',
        amount: sum('BilledCost', aprilUsd),
        effective_cost: sum('EffectiveCost', aprilUsd),
      }),
    ])
    const openai = data.find((row: Row) => row['provider'] === 'OpenAI')
    expect(openai).toMatchObject({ currency: 'USD', amount: '0.3', record_count: 2 })
  })

  it('keep twelve decimals', async () => {
    const { data } = await json('/by-service?start_date=2026-03-01&end_date=2026-04-01')
    expect(data.map((row: Row) => row['amount'])).toEqual(['10.000000000001'])
  })

  it('leave purchases of future charges out of list and contracted cost', async () => {
    const { summary } = await json(`/summary?${APRIL}&providers=slack`)
    expect(summary.currencies).toEqual([
      expect.objectContaining({
        billed_cost: '36',
        effective_cost: '1.2',
        list_cost: '1.2',
        contracted_cost: '1.2',
      }),
    ])
  })

  it('show tax and credits as lines of their own, or leave them out', async () => {
    const { summary } = await json(`/summary?${APRIL}`)
    expect(summary.by_charge_category).toEqual(
      expect.arrayContaining([
        { currency: 'USD', key: 'Tax', amount: '0.7' },
        { currency: 'USD', key: 'Credit', amount: '-0.5' },
      ]),
    )
    const without = await json(`/summary?${APRIL}&include_tax=false&include_credits=false`)
    expect(without.summary.currencies[1].amount).toBe(
      sum(
        'EffectiveCost',
        (row) => aprilUsd(row) && row['ChargeCategory'] !== 'Tax' && row['ChargeCategory'] !== 'Credit',
      ),
    )
  })

  it('are summed for any range of days from months read once', async () => {
    const whole = await json(`/summary?${APRIL}`)
    const some = await json('/summary?start_date=2026-04-02&end_date=2026-04-04')
    expect(whole.summary.first_day).toBe('2026-04-01')
    expect(some).toMatchObject({
      cache_hit: true,
      summary: { first_day: '2026-04-02', last_day: '2026-04-03' },
    })
    const usd = some.summary.currencies.find((total: Row) => total['currency'] === 'USD')
    expect(usd.amount).toBe(
      sum('EffectiveCost', (row) => aprilUsd(row) && /-0[23]T/.test(String(row['ChargePeriodStart']))),
    )
  })

  it('split into families that add up to the total', async () => {
    const answer = await json(`/total?${APRIL}`)
    const amount = (family: string) =>
      answer[family].currencies.find((total: Row) => total['currency'] === 'USD')?.amount
    expect(amount('genai')).toBe('0.3')
    expect(amount('subscription')).toBe('1.2')
    expect(new Decimal(amount('genai')).plus(amount('subscription')).plus(amount('cloud')).toFixed()).toBe(
      amount('total'),
    )
    expect((await json(`/genai?${APRIL}`)).data.map((row: Row) => [row['model'], row['amount']])).toEqual([
      ['gpt-5-mini', '0.2'],
      ['gpt-5', '0.1'],
    ])
    expect((await json(`/cloud?${APRIL}`)).data.every((row: Row) => row['genai_provider'] === null)).toBe(
      true,
    )
    expect((await json(`/subscriptions?${APRIL}`)).data).toHaveLength(1)
  })
})

describe('filters', () => {
  it('take registry keys, aliases and names of providers', async () => {
    for (const provider of ['openai', 'OPENAI', 'OpenAI']) {
      expect((await json(`/by-provider?${APRIL}&providers=${provider}`)).data).toEqual([
        expect.objectContaining({ provider: 'OpenAI', amount: '0.3' }),
      ])
    }
    expect(
      (await json(`/by-provider?${APRIL}&providers=AWS_KEYS,slack`)).data.map((row: Row) => row['provider']),
    ).toEqual(['AWS', 'AWS', 'Slack'])
    expect((await json(`/by-provider?${APRIL}&providers=nobody`)).data).toEqual([])
  })

  it('match a hierarchy path by whole segment: /DEPT-1/ is not the start of /DEPT-10/', async () => {
    for (const path of ['/DEPT-1/', '/DEPT-1', 'DEPT-1', '/DEPT-1/PROJ-1/']) {
      expect(
        (await json(`/by-service?${APRIL}&hierarchy_path=${encodeURIComponent(path)}`)).data.map(
          (row: Row) => row['amount'],
        ),
      ).toEqual(['1.5'])
    }
    expect((await json(`/by-service?${APRIL}&hierarchy_path=/DEPT/`)).data).toEqual([])
    expect(
      (await json(`/by-service?${APRIL}&hierarchy_entity_id=PROJ-9`)).data.map((row: Row) => row['amount']),
    ).toEqual(['2.25'])
    expect((await json(`/by-service?${APRIL}&department_id=DEPT-10&project_id=PROJ-1`)).data).toEqual([])
    expect((await costs.get('/by-service?project_id=A/B')).statusCode).toBe(422)
  })

  it('combine, and treat hostile text as text', async () => {
    expect((await json(`/by-service?${APRIL}&accounts=a1,a2&regions=us-east-1`)).data).toEqual([])
    expect((await json(`/by-service?${APRIL}&services=${encodeURIComponent("x' OR 1=1 --")}`)).data).toEqual(
      [],
    )
    expect((await json(`/rows?${APRIL}&search=${encodeURIComponent("%' OR '1'='1")}`)).rows).toEqual([])
  })

  it('are offered with the values that occur', async () => {
    const answer = await json(`/filters?${APRIL}`)
    expect(answer.providers.map((choice: Row) => choice['value'])).toEqual(['AWS', 'OpenAI', 'Slack'])
    expect(answer.accounts).toEqual([
      { value: 'a2', label: 'Blog' },
      { value: 'a1', label: 'Shop' },
    ])
    expect(answer.currencies.map((choice: Row) => choice['value'])).toEqual(['EUR', 'USD'])
    expect(answer.entities.map((choice: Row) => choice['value'])).toEqual([
      '/DEPT-1/PROJ-1/',
      '/DEPT-10/PROJ-9/',
    ])
  })
})

describe('trends', () => {
  it('group days into weeks from Monday and months', async () => {
    const daily = await json('/trend?days=11&providers=openai')
    expect(daily.data.map((row: Row) => [row['period'], row['amount']])).toEqual([
      ['2026-04-02', '0.1'],
      ['2026-04-03', '0.2'],
    ])
    const weekly = await json('/trend?days=11&providers=openai&granularity=weekly')
    expect(weekly.data.map((row: Row) => [row['period'], row['amount'], row['record_count']])).toEqual([
      ['2026-03-30', '0.3', 2],
    ])
    const monthly = await json('/trend?days=60&granularity=monthly&category=cloud')
    expect(monthly.data.map((row: Row) => [row['period'], row['currency'], row['amount']])).toEqual([
      ['2026-03-01', 'USD', '10.000000000001'],
      ['2026-04-01', 'EUR', '100'],
      [
        '2026-04-01',
        'USD',
        sum('EffectiveCost', (row) => aprilUsd(row) && row['ServiceProviderName'] === 'AWS'),
      ],
    ])
    expect((await costs.get('/trend?days=366')).statusCode).toBe(422)
  })

  it('come granular for the client to filter, and again from the warehouse when asked', async () => {
    const first = await json('/trend-granular?days=30')
    expect((await json('/trend-granular?days=30')).cache_hit).toBe(true)
    expect((await json('/trend-granular?days=30&clear_cache=true')).cache_hit).toBe(false)
    expect(first.data.find((row: Row) => row['provider'] === 'OpenAI')).toMatchObject({
      day: '2026-04-02',
      category: 'genai',
      currency: 'USD',
    })
  })
})

describe('charges', () => {
  it('come as FOCUS rows, every column, newest first, by page', async () => {
    const first = await json(`?${APRIL}&limit=4`)
    const second = await json(`?${APRIL}&limit=10&offset=4`)
    expect(first.pagination).toEqual({ limit: 4, offset: 0, total: 9 })
    const days = [...first.data, ...second.data].map((row: Row) =>
      String(row['ChargePeriodStart']).slice(0, 10),
    )
    expect(days).toEqual([...days].sort().reverse())
    expect(days).toHaveLength(9)
    for (const column of COST_AND_USAGE_COLUMNS) expect(first.data[0]).toHaveProperty(column.id)
    expect(first.data[0]).toMatchObject({
      BilledCost: '100',
      x_run_id: expect.stringMatching(/^run-/),
      x_org_slug: 'acme',
    })
  })

  it('are searched and sorted by the server', async () => {
    const found = await json(`/rows?${APRIL}&search=SNAPSHOT`)
    expect(found).toMatchObject({ total: 1, next_offset: null, rows: [{ ResourceId: 'vol-77' }] })
    const byAmount = await json(`/rows?${APRIL}&sort=amount&order=asc&metric=billed&limit=2`)
    expect(byAmount.rows.map((row: Row) => row['BilledCost'])).toEqual(['-0.5', '0'])
    expect(byAmount).toMatchObject({ metric_column: 'BilledCost', next_offset: 2, total: 9 })
    expect((await costs.get('/rows?sort=BilledCost;drop')).statusCode).toBe(422)
  })
})

describe('the cache', () => {
  it('never answers with data that has been replaced', async () => {
    const path = `/by-provider?start_date=2026-01-01&end_date=2026-02-01`
    expect((await json(path)).data).toEqual([])
    expect((await json(path)).cache_hit).toBe(true)
    await costs.load([charge('2026-01-15', '5')])
    const after = await json(path)
    expect([after.cache_hit, after.data[0]?.amount]).toEqual([false, '5'])
    await costs.load([charge('2026-01-15', '6')])
    expect((await json(path)).data.map((row: Row) => row['amount'])).toEqual(['6'])
    await costs.load([], { period: '2026-01' })
    expect((await json(path)).data).toEqual([])
  })
})
