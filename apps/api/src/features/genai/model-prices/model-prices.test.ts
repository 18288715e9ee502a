import { addDays, formatDay } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { createPriceTermsSource } from '@cloudact/store/prices/price-terms-source'
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, asRoot, testApi } from '../../../testing/test-api.ts'

const today = formatDay(Date.now())
const MODEL = 'claude-opus-5'

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
afterEach(() => call('POST', '/reset'))

type Method = Parameters<TestApi['call']>[0]
const call = (method: Method, path: string, body?: object, headers = acme, provider = 'anthropic') =>
  api.call(method, `/api/v1/integrations/acme/${provider}/pricing${path}`, { headers, ...(body && { body }) })
type Model = Readonly<Record<string, unknown>>
async function ok<Answer = Model>(method: Method, path: string, body?: object): Promise<Answer> {
  const response = await call(method, path, body)
  expect(response.statusCode, response.body).toBeLessThan(300)
  return response.json<Answer>()
}
const stored = async () =>
  (await createPriceTermsSource(api.database).termsOf(parseOrgSlug('acme'), 'anthropic')).prices

describe('models of a provider', () => {
  it('cost per thousand tokens what the list says per million', async () => {
    expect(await ok('GET', `/${MODEL}`)).toMatchObject({
      provider: 'anthropic',
      model_id: MODEL,
      is_custom: false,
      currency: 'USD',
      input_price_per_1k: '0.005',
      output_price_per_1k: '0.025',
      base_output_price_per_1k: '0.025',
      x_openai_batch_output_price: '0.0125',
      pricing_type: 'standard',
    })
  })

  it('are listed by page, by any spelling of the provider, OpenAI’s older address too', async () => {
    type List = { pricing: Model[]; count: number }
    const all = await ok<List>('GET', '')
    expect(all.pricing.length).toBe(all.count)
    const page = await ok<List>('GET', '?limit=2&offset=1')
    expect([page.pricing, page.count]).toEqual([all.pricing.slice(1, 3), all.count])
    expect((await call('GET', '', undefined, acme, 'CLAUDE')).json<List>().count).toBe(all.count)
    expect((await call('GET', '', undefined, acme, 'openai')).json<List>().count).toBeGreaterThan(50)
    expect((await ok<List>('GET', '?is_enabled=false')).count).toBe(0)
  })

  it.each(['limit=0', 'offset=-1', 'colour=red'])('refuses %s', async (query) => {
    expect((await call('GET', `?${query}`)).statusCode).toBe(422)
  })

  it('that nobody lists are not found, nor are providers without a list', async () => {
    expect((await call('GET', '/nothing')).statusCode).toBe(404)
    expect((await call('GET', '', undefined, acme, 'nobody')).statusCode).toBe(404)
    expect((await call('GET', '', undefined, acme, 'aws')).statusCode).toBe(404)
  })
})

describe('a changed price', () => {
  it('is an override per million from its day on; the list price stays', async () => {
    const answer = await ok('PUT', `/${MODEL}`, { output_price_per_1k: '0.0205', notes: 'deal' })
    expect(answer).toMatchObject({
      output_price_per_1k: '0.0205',
      base_output_price_per_1k: '0.025',
      input_price_per_1k: '0.005',
      pricing_type: 'negotiated',
      effective_date: today,
      notes: 'deal',
    })
    expect(await stored()).toMatchObject([{ kind: 'override', meter: 'output', price: '20.5' }])
  })

  it('ends the one before it', async () => {
    await ok('PUT', `/${MODEL}`, { output_price_per_1k: '0.02', effective_date: '2026-01-01' })
    const later = addDays(today, 10)
    const answer = await ok('PUT', `/${MODEL}`, { output_price_per_1k: '0.019', effective_date: later })
    expect(answer).toMatchObject({ output_price_per_1k: '0.019', effective_date: later })
    expect((await stored()).map(({ from, to }) => [from, to])).toEqual([
      ['2026-01-01', later],
      [later, null],
    ])
    expect(await ok('GET', `/${MODEL}`)).toMatchObject({ output_price_per_1k: '0.02' })
  })

  it.each([
    ['nothing', {}],
    ['a negative price', { input_price_per_1k: '-1' }],
    ['an unknown field', { free_tier_input_tokens: 5 }],
  ])('of %s is refused', async (_, body) => {
    expect((await call('PUT', `/${MODEL}`, body)).statusCode).toBe(422)
    expect(await stored()).toEqual([])
  })

  it('of a model nobody lists is not found', async () => {
    expect((await call('PUT', '/nothing', { input_price_per_1k: '1' })).statusCode).toBe(404)
  })

  it('of several models changes those it can and names the others', async () => {
    const updates = [
      { model_id: MODEL, input_price_per_1k: '0.004' },
      { model_id: 'nothing', input_price_per_1k: '0.004' },
    ]
    expect(await ok('PATCH', '', { updates })).toMatchObject({
      updated_count: 1,
      failed_count: 1,
      errors: [expect.stringMatching(/^nothing: /) as string],
    })
    expect(await stored()).toMatchObject([{ price: '4' }])
    expect((await call('PATCH', '', { updates: [] })).statusCode).toBe(422)
  })
})

describe('a model of one’s own', () => {
  const HOUSE = {
    model_id: 'house-model',
    input_price_per_1k: 0.001,
    output_price_per_1k: '0.002',
    effective_date: '2026-01-01',
  }

  it('is added, changed and removed with what was agreed for it', async () => {
    expect(await ok('POST', '', HOUSE)).toMatchObject({ is_custom: true, input_price_per_1k: '0.001' })
    await ok('PUT', '/house-model', { input_price_per_1k: '0.0005' })
    expect(await ok('GET', '/house-model')).toMatchObject({
      input_price_per_1k: '0.0005',
      base_input_price_per_1k: '0.001',
      is_custom: true,
    })
    expect((await call('DELETE', '/house-model')).statusCode).toBe(204)
    expect(await stored()).toEqual([])
  })

  it('is refused where the model has a price, and one of the shipped list is not removed', async () => {
    expect((await call('POST', '', { ...HOUSE, model_id: MODEL })).statusCode).toBe(409)
    expect((await call('DELETE', `/${MODEL}`)).statusCode).toBe(409)
    expect((await call('DELETE', '/nothing')).statusCode).toBe(404)
    expect((await call('POST', '', { model_id: 'm' })).statusCode).toBe(422)
  })

  it('goes with a reset, as overrides do', async () => {
    await ok('POST', '', HOUSE)
    await ok('PUT', `/${MODEL}`, { input_price_per_1k: '0.004' })
    await ok('POST', '/reset')
    expect(await stored()).toEqual([])
    expect((await call('POST', '/reset', undefined, acme, 'nobody')).statusCode).toBe(404)
  })
})

const ROUTES: readonly [Method, string, (object | undefined)?][] = [
  ['GET', ''],
  ['GET', `/${MODEL}`],
  ['POST', '', { model_id: 'm', input_price_per_1k: '1', output_price_per_1k: '1' }],
  ['PUT', `/${MODEL}`, { input_price_per_1k: '1' }],
  ['DELETE', '/m'],
  ['POST', '/reset'],
  ['PATCH', '', { updates: [{ model_id: MODEL, input_price_per_1k: '1' }] }],
]
it.each(ROUTES)('%s %s is for members with the right to it', async (method, path, body) => {
  expect((await call(method, path, body, {})).statusCode).toBe(401)
  expect((await call(method, path, body, viewer)).statusCode).toBe(method === 'GET' ? 200 : 403)
  expect((await call(method, path, body, globex)).statusCode).toBe(404)
})
