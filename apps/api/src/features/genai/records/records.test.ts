import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyName, testCosts, type TestCosts } from '../../costs/testing/test-costs.ts'

const RANGE = '?start_date=2026-04-01&end_date=2026-05-01'
const PATHS = ['/usage', '/costs', '/costs/summary'] as const

function cost(id: string, over: Row): Row {
  return {
    cost_date: '2026-04-02',
    provider: 'openai',
    billing_account_id: 'org-1',
    model: 'gpt-5',
    region: 'global',
    service_tier: 'standard',
    context_band: 'base',
    meter: 'output',
    sku_meter: 'Output Tokens',
    quantity: '100000.5',
    unit: 'Tokens',
    pricing_unit: '1000000 Tokens',
    currency: 'USD',
    contracted_cost: '1.000000000001',
    total_cost_usd: '1.000000000001',
    price_source: 'override',
    is_priced: true,
    compared: true,
    x_source_record_id: id,
    x_ingestion_id: id,
    x_genai_provider: 'openai',
    ...over,
  }
}
const UNPRICED = {
  currency: null,
  contracted_cost: null,
  total_cost_usd: null,
  price_source: null,
  is_priced: false,
}

let costs: TestCosts
beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  const table = 'genai_payg_costs_daily'
  const rows = [
    cost('a', { x_hierarchy_entity_id: 'PROJ-1', x_hierarchy_path: '/DEPT-1/PROJ-1/' }),
    cost('b', { model: 'claude-opus-5', provider: 'anthropic', x_hierarchy_path: '/DEPT-10/' }),
    cost('c', { model: 'new', ...UNPRICED }),
    cost('d', { currency: 'CNY', contracted_cost: '7', total_cost_usd: null }),
  ]
  await costs.load(rows, { table, period: '2026-04-02' })
  await costs.load([cost('e', { cost_date: '2026-05-01' })], { table, period: '2026-05-01' })
  await costs.load([cost('s', { model: 'secret' })], { org: 'globex', table, period: '2026-04-02' })
  const usage = {
    ...{ usage_date: '2026-04-02', usage_hour: '2026-04-02T09:00:00Z', endpoint: 'completions' },
    ...{ provider: 'openai', billing_account_id: 'org-1', model: 'gpt-5', region: 'global' },
    ...{ service_tier: 'standard', is_batch: false, request_count: 2 },
    ...{ input_tokens: 12, output_tokens: 3, total_tokens: 15 },
    ...{ x_source_record_id: 'u', x_ingestion_id: 'u', x_genai_provider: 'openai' },
  }
  await costs.load([usage], { table: 'genai_payg_usage_raw', period: '2026-04-02' })
})
afterAll(() => costs.close())

async function ask<Answer>(path: string): Promise<Answer> {
  const response = await costs.genai(path)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<Answer>()
}
type Rows = Record<string, unknown>[]
const models = (rows: Rows) => rows.map((row) => row['model'])

describe('cost records', () => {
  it('keep every digit, and an unknown price is null and not 0', async () => {
    const rows = await ask<Rows>(`/costs${RANGE}`)
    const of = (model: string) => rows.find((row) => row['model'] === model && row['currency'] !== 'CNY')
    expect(of('gpt-5')).toMatchObject({
      ...{ cost_date: '2026-04-02', cost_type: 'payg', total_cost_usd: '1.000000000001' },
      ...{ price_source: 'override', usage_quantity: '100000.5', hierarchy_entity_id: 'PROJ-1' },
    })
    expect(of('new')).toMatchObject({ total_cost: null, total_cost_usd: null, currency: null })
    expect(models(rows)).not.toContain('secret')
  })

  it.each([
    ['provider', '&provider=CLAUDE', ['claude-opus-5']],
    ['entity and what is below it', '&hierarchy_entity_id=DEPT-1', ['gpt-5']],
    ['path by whole segment', '&hierarchy_path=/DEPT-1', ['gpt-5']],
    ['limit', '&limit=1', ['claude-opus-5']],
  ])('are found by %s', async (_, query, expected) => {
    expect(models(await ask<Rows>(`/costs${RANGE}${query}`))).toEqual(expected)
  })
})

describe('usage records', () => {
  it('are as the vendor counts, and half-open by day', async () => {
    expect(await ask<Rows>(`/usage${RANGE}`)).toMatchObject([
      { usage_date: '2026-04-02', model: 'gpt-5', input_tokens: 12, output_tokens: 3, total_tokens: 15 },
    ])
    expect(await ask<Rows>('/usage?start_date=2026-04-01&end_date=2026-04-02')).toEqual([])
  })
})

describe('the summary', () => {
  it('adds dollars alone and says what it leaves out', async () => {
    expect(await ask(`/costs/summary${RANGE}&include_models=true`)).toEqual({
      org_slug: 'acme',
      period_start: '2026-04-01',
      period_end: '2026-05-01',
      total_cost_usd: '2.000000000002',
      by_flow: { payg: '2.000000000002' },
      by_provider: { anthropic: '1.000000000001', openai: '1.000000000001' },
      by_model: { 'claude-opus-5': '1.000000000001', 'gpt-5': '1.000000000001' },
      other_currencies: { CNY: '7' },
      unpriced_record_count: 1,
      record_count: 4,
    })
    expect(await ask(`/costs/summary${RANGE}`)).toMatchObject({ by_model: null })
  })
})

describe.each(PATHS)('GET %s', (path) => {
  it.each([
    '',
    '?start_date=2026-04-01',
    `${RANGE}&colour=red`,
    '?start_date=2026-04-02&end_date=2026-04-01',
  ])('refuses "%s"', async (query) => {
    expect((await costs.genai(`${path}${query}`)).statusCode).toBe(422)
  })

  it.each<[string, KeyName | null, number]>([
    ['no key', null, 401],
    ['a key without the scope', 'acmeWithoutCosts', 403],
    ['another organization’s key', 'globex', 404],
  ])('refuses %s', async (_, key, status) => {
    const response = await costs.genai(`${path}${RANGE}`, key)
    expect([response.statusCode, response.body.includes('gpt-5')]).toEqual([status, false])
  })
})

it('finds no usage of a flow that has none of its own', async () => {
  for (const path of ['/usage', '/costs'])
    expect((await costs.genai(`${path}${RANGE}&flow=commitment`)).statusCode).toBe(404)
})
