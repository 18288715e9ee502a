import { addDays, formatDay } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { createPriceTermsSource } from '@cloudact/store/prices/price-terms-source'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, asRoot, testApi } from '../../../testing/test-api.ts'

const PRICE = 'anthropic-claude-opus-5-output-standard'
const OVERRIDE = `/pricing/payg/${PRICE}/override`
const today = formatDay(Date.now())

let api: TestApi
let acme: Record<string, string>
let globex: Record<string, string>
let viewer: Record<string, string>
beforeAll(async () => {
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' } })
  acme = (await api.onboard('acme')).headers
  globex = (await api.onboard('globex')).headers
  viewer = await api.signUp('viewer@acme.example')
  const member = { email: 'viewer@acme.example', role: 'viewer' }
  await api.call('POST', '/api/v1/organizations/acme/members', { headers: asRoot, body: member })
})
afterAll(() => api.close())

type Method = Parameters<TestApi['call']>[0]
const call = (method: Method, path: string, body?: object, headers = acme) =>
  api.call(method, `/api/v1/genai/acme${path}`, { headers, ...(body && { body }) })
async function ok(method: Method, path: string, body?: object) {
  const response = await call(method, path, body)
  expect(response.statusCode, response.body).toBeLessThan(300)
  return response.json<Record<string, unknown>>()
}
const own = async (provider = 'anthropic') =>
  (await call('GET', `/own-prices?provider=${provider}`)).json<{
    prices: Record<string, string>[]
    discounts: Record<string, string>[]
  }>()
const terms = (provider = 'anthropic') =>
  createPriceTermsSource(api.database).termsOf(parseOrgSlug('acme'), provider)

describe('an override', () => {
  it('is what runs price with from its day on, to the last digit', async () => {
    const answer = await ok('PUT', OVERRIDE, { override_value: '20.000000000001', notes: 'contract 7' })
    expect(answer).toMatchObject({
      override: { kind: 'override', price: '20.000000000001', effective_from: today, effective_to: null },
      recost_needed: false,
    })
    expect((await terms()).prices).toMatchObject([
      { model: 'claude-opus-5', meter: 'output', tier: 'standard', price: '20.000000000001', from: today },
    ])
    expect((await ok('DELETE', OVERRIDE))['removed']).toHaveLength(1)
    expect((await own()).prices).toEqual([])
  })

  it('of past days is taken, and said to need a new pricing of what is priced already', async () => {
    const past = { override_value: '19', effective_from: '2026-01-01', effective_to: '2026-02-01' }
    expect(await ok('PUT', OVERRIDE, past)).toMatchObject({
      recost_needed: true,
      message: expect.stringContaining('Days since 2026-01-01') as string,
    })
    await ok('DELETE', OVERRIDE)
  })

  it('that overlaps another is refused with the days that are taken; after the other is ended it is taken', async () => {
    await ok('PUT', OVERRIDE, { override_value: '19', effective_from: '2026-01-01' })
    const next = { override_value: '18', effective_from: '2026-06-01' }
    const refused = await call('PUT', OVERRIDE, next)
    expect([refused.statusCode, refused.json().effective_from]).toEqual([409, '2026-01-01'])
    expect(refused.json().detail).toContain('already holds from 2026-01-01 on')
    await ok('PUT', OVERRIDE, {
      override_value: '19',
      effective_from: '2026-01-01',
      effective_to: '2026-06-01',
    })
    await ok('PUT', OVERRIDE, next)
    expect((await own()).prices.map((one) => one['price'])).toEqual(['19', '18'])
    await ok('DELETE', OVERRIDE)
  })

  it('that somebody changed meanwhile is not overwritten', async () => {
    const first = await ok('PUT', OVERRIDE, { override_value: '19' })
    const stale = { override_value: '18', expected_last_updated: '2020-01-01T00:00:00.000Z' }
    expect((await call('PUT', OVERRIDE, stale)).statusCode).toBe(409)
    const { last_updated: read } = first['override'] as Record<string, string>
    await ok('PUT', OVERRIDE, { override_value: '18', expected_last_updated: read })
    await ok('DELETE', OVERRIDE)
  })

  it('can be taken back by its own id', async () => {
    const one = await ok('PUT', OVERRIDE, {
      override_value: '19',
      effective_from: '2026-01-01',
      effective_to: '2026-02-01',
    })
    await ok('PUT', OVERRIDE, { override_value: '18' })
    const { price_id: id } = one['override'] as Record<string, string>
    await ok('DELETE', `/pricing/payg/${id}/override`)
    expect((await own()).prices.map((price) => price['price'])).toEqual(['18'])
    await ok('DELETE', OVERRIDE)
  })

  it.each([
    ['a price of 0', { override_value: '0' }],
    ['a negative price', { override_value: '-1' }],
    ['13 decimals', { override_value: '0.0000000000001' }],
    ['words', { override_value: 'cheap' }],
    ['a day that is none', { override_value: '1', effective_from: '2026-02-30' }],
    ['an end before the start', { override_value: '1', effective_from: today, effective_to: today }],
    ['an unknown field', { override_value: '1', colour: 'red' }],
  ])('with %s is refused', async (_, body) => {
    expect((await call('PUT', OVERRIDE, body)).statusCode).toBe(422)
  })

  it.each([
    ['a price nobody lists', '/pricing/payg/nothing/override'],
    ['another flow', `/pricing/commitment/${PRICE}/override`],
  ])('of %s is not found', async (_, path) => {
    expect((await call('PUT', path, { override_value: '1' })).statusCode).toBe(404)
    expect((await call('DELETE', path)).statusCode).toBe(404)
  })
})

describe('a custom price', () => {
  const MODEL = {
    provider: 'ANTHROPIC',
    model: 'house-model',
    input_per_1m: 1.25,
    batch_output_per_1m: '2.5',
  }

  it('is a list price of each meter, and may be overridden; removed, its override goes along', async () => {
    const prices = [{ meter: 'web_search', price: '8' }]
    const answer = await ok('POST', '/pricing/payg', { ...MODEL, prices, effective_from: today })
    const added = answer['prices'] as Record<string, string>[]
    expect(added.map((one) => [one['meter'], one['service_tier'], one['price'], one['unit']])).toEqual([
      ['input_uncached', 'standard', '1.25', '1000000 Tokens'],
      ['output', 'batch', '2.5', '1000000 Tokens'],
      ['web_search', 'standard', '8', '1000 Requests'],
    ])
    const id = String(added[0]?.['price_id'])
    await ok('PUT', `/pricing/payg/${id}/override`, { override_value: '1' })
    expect((await ok('DELETE', `/pricing/payg/${id}`))['removed']).toHaveLength(2)
    for (const one of added.slice(1)) await ok('DELETE', `/pricing/payg/${String(one['price_id'])}`)
    expect((await terms()).prices).toEqual([])
  })

  it('is all or nothing: a second one for the same days is refused, and leaves nothing behind', async () => {
    await ok('POST', '/pricing/payg', MODEL)
    const second = { ...MODEL, cached_input_per_1m: '0.1', effective_from: addDays(today, 1) }
    expect((await call('POST', '/pricing/payg', second)).statusCode).toBe(409)
    const { prices } = await own()
    expect(prices).toHaveLength(2)
    for (const one of prices) await ok('DELETE', `/pricing/payg/${String(one['price_id'])}`)
  })

  it.each([
    ['no price', { provider: 'anthropic', model: 'm' }],
    ['a meter nobody knows', { ...MODEL, prices: [{ meter: 'smiles', price: '1' }] }],
    ['a currency that is none', { ...MODEL, currency: 'dollars' }],
    ['an unknown field', { ...MODEL, context_window: 1 }],
  ])('with %s is refused', async (_, body) => {
    expect((await call('POST', '/pricing/payg', body)).statusCode).toBe(422)
    expect((await own()).prices).toEqual([])
  })

  it('of the shipped list cannot be removed, and one nobody has is not found', async () => {
    expect((await call('DELETE', `/pricing/payg/${PRICE}`)).statusCode).toBe(400)
    expect((await call('DELETE', '/pricing/payg/nothing')).statusCode).toBe(404)
    expect((await call('POST', '/pricing/payg', { ...MODEL, provider: 'nobody' })).statusCode).toBe(404)
  })
})

describe('a discount', () => {
  it('is kept, listed and removed', async () => {
    const percent = { provider: 'openai', discount_percent: '12.5', effective_from: '2026-01-01' }
    const answer = await ok('POST', '/discounts', percent)
    expect(answer).toMatchObject({ discount: { model: '*', discount_percent: '12.5' }, recost_needed: true })
    const amount = { provider: 'openai', model: 'gpt-5[-date]', meter: 'output', discount_amount: '0.5' }
    await ok('POST', '/discounts', amount)
    const { discounts } = await own('openai')
    expect((await terms('openai')).discounts).toHaveLength(2)
    for (const one of discounts) await ok('DELETE', `/discounts/${String(one['discount_id'])}`)
    expect((await own('openai')).discounts).toEqual([])
    expect((await call('DELETE', '/discounts/nothing')).statusCode).toBe(404)
  })

  it.each([
    ['nothing', {}],
    ['both', { discount_percent: '1', discount_amount: '1', meter: 'output' }],
    ['more than everything', { discount_percent: '100.1' }],
    ['an amount of no meter', { discount_amount: '1' }],
    ['a meter nobody knows', { discount_percent: '1', meter: 'smiles' }],
  ])('of %s is refused', async (_, body) => {
    expect((await call('POST', '/discounts', { provider: 'openai', ...body })).statusCode).toBe(422)
  })
})

describe('seed-defaults', () => {
  it('counts what holds without being copied, and leaves own prices alone', async () => {
    await ok('PUT', OVERRIDE, { override_value: '19' })
    const answer = await ok('POST', '/pricing/seed-defaults')
    expect(answer['price_count']).toBeGreaterThan(5_000)
    expect((await own()).prices).toHaveLength(1)
    await ok('DELETE', OVERRIDE)
    expect((await call('POST', '/pricing/seed-defaults?flow=commitment')).statusCode).toBe(404)
  })
})

const MUTATIONS: readonly [Method, string, (object | undefined)?][] = [
  ['PUT', OVERRIDE, { override_value: '1' }],
  ['DELETE', OVERRIDE],
  ['POST', '/pricing/payg', { provider: 'anthropic', model: 'm', input_per_1m: '1' }],
  ['DELETE', '/pricing/payg/x'],
  ['POST', '/pricing/seed-defaults'],
  ['POST', '/discounts', { provider: 'anthropic', discount_percent: '1' }],
  ['DELETE', '/discounts/x'],
]
it.each(MUTATIONS)('%s %s is for members who may change integrations', async (method, path, body) => {
  expect((await call(method, path, body, {})).statusCode).toBe(401)
  expect((await call(method, path, body, viewer)).statusCode).toBe(403)
  expect((await call(method, path, body, globex)).statusCode).toBe(404)
})

it('own prices are listed for members, and for nobody else', async () => {
  await ok('PUT', OVERRIDE, { override_value: '19', notes: 'secret contract' })
  expect((await call('GET', '/own-prices', undefined, viewer)).statusCode).toBe(200)
  expect((await call('GET', '/own-prices', undefined, {})).statusCode).toBe(401)
  const stranger = await call('GET', '/own-prices', undefined, globex)
  expect([stranger.statusCode, stranger.body.includes('secret')]).toEqual([404, false])
  await ok('DELETE', OVERRIDE)
})

it('every change is in the audit log with what it was', async () => {
  await ok('PUT', OVERRIDE, { override_value: '17.5' })
  const rows = await api.database.query<{ details: unknown }>(
    `SELECT details FROM org_audit_logs WHERE org_slug = 'acme' AND resource_type = 'genai_price_override' AND resource_id = $1`,
    [PRICE],
  )
  expect(JSON.stringify(rows)).toContain('17.5')
  await ok('DELETE', OVERRIDE)
})
