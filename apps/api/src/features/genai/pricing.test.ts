import type { Row } from '@cloudact/core/ports/warehouse'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type KeyName, testCosts, type TestCosts } from '../costs/testing/test-costs.ts'

const OUTPUT = {
  price_id: 'opus-output',
  meter: 'output',
  service_tier: 'standard',
  context_band: 'base',
  min_tokens: null,
  time_window: null,
  unit: '1000000 Tokens',
  price: '25',
  effective_from: null,
  effective_to: null,
  source: 'price page',
  checked_on: '2026-04-01',
}

function price(provider: string, model: string, more: Row = {}): Row {
  return {
    provider,
    model,
    region: 'global',
    currency: 'USD',
    input_per_1m: '5',
    output_per_1m: '25',
    cached_input_per_1m: '0.0028',
    status: 'ACTIVE',
    is_override: false,
    prices: JSON.stringify([OUTPUT]),
    ...more,
  }
}

let costs: TestCosts
beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  const rows = [
    price('anthropic', 'claude-opus-5'),
    price('anthropic', 'claude-old', { status: 'INACTIVE' }),
    price('openai', 'gpt-5[-date]', { effective_from: '2026-01-01' }),
  ]
  await costs.load(rows, { table: 'genai_payg_pricing', period: '2026-04-01' })
  const secret = [price('anthropic', 'claude-secret')]
  await costs.load(secret, { org: 'globex', table: 'genai_payg_pricing', period: '2026-04-01' })
})
afterAll(() => costs.close())

type Prices = readonly Record<string, unknown>[]
const models = (prices: Prices) => prices.map((one) => one['model'])
async function all(query = '') {
  const response = await costs.genai(`/pricing${query}`)
  expect(response.statusCode, response.body).toBe(200)
  return response.json<{ payg: Prices; total_count: number }>()
}

describe('GET /api/v1/genai/{org}/pricing', () => {
  it('gives every price as text, with its source', async () => {
    const { payg } = await all('?provider=anthropic')
    expect(payg).toEqual([
      {
        org_slug: 'acme',
        provider: 'anthropic',
        model: 'claude-opus-5',
        model_family: null,
        model_version: null,
        region: 'global',
        currency: 'USD',
        input_per_1m: '5',
        output_per_1m: '25',
        cached_input_per_1m: '0.0028',
        cached_write_per_1m: null,
        batch_input_per_1m: null,
        batch_output_per_1m: null,
        cached_discount_pct: null,
        batch_discount_pct: null,
        effective_from: null,
        effective_to: null,
        status: 'ACTIVE',
        is_override: false,
        override_input_per_1m: null,
        override_output_per_1m: null,
        override_effective_from: null,
        override_notes: null,
        prices: [{ ...OUTPUT, override_price: null }],
      },
    ])
  })

  it.each([
    ['everything in force', '', ['claude-opus-5', 'gpt-5[-date]'], 2],
    ['a provider by another spelling', '?provider=CLAUDE', ['claude-opus-5'], 1],
    ['what is inactive too', '?include_inactive=true', ['claude-old', 'claude-opus-5', 'gpt-5[-date]'], 3],
    ['a page', '?limit=1&offset=1', ['gpt-5[-date]'], 2],
    ['a provider without prices', '?provider=deepseek', [], 0],
  ])('%s', async (_, query, expected, total) => {
    const answer = await all(query)
    expect([models(answer.payg), answer.total_count]).toEqual([expected, total])
  })

  it('gives the same by flow, and does not find a flow without prices', async () => {
    const response = await costs.genai('/pricing/payg?provider=openai')
    const body = response.json<{ pricing: Prices }>()
    expect(body).toMatchObject({ org_slug: 'acme', flow: 'payg', count: 1 })
    expect(models(body.pricing)).toEqual(['gpt-5[-date]'])
    expect((await costs.genai('/pricing/commitment')).statusCode).toBe(404)
  })

  it.each(['/pricing?provider=nobody', '/pricing/payg?provider=nobody'])('does not find %s', async (path) => {
    expect((await costs.genai(path)).statusCode).toBe(404)
  })

  it.each(['colour=red', 'limit=0', 'offset=-1', 'include_inactive=perhaps'])('refuses %s', async (query) => {
    for (const path of ['/pricing', '/pricing/payg'])
      expect((await costs.genai(`${path}?${query}`)).statusCode).toBe(422)
  })

  it.each<[string, KeyName | null, number]>([
    ['no key', null, 401],
    ['a key without the scope', 'acmeWithoutCosts', 403],
    ['another organization’s key', 'globex', 404],
  ])('refuses %s', async (_, key, status) => {
    for (const path of ['/pricing', '/pricing/payg']) {
      const response = await costs.genai(path, key)
      expect(response.statusCode).toBe(status)
      expect(response.body).not.toContain('claude')
    }
  })
})
