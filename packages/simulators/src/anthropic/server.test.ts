import { Decimal } from 'decimal.js'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type AnthropicSimulator, startAnthropicSimulator } from './server.ts'

const USAGE = '/v1/organizations/usage_report/messages'
const COSTS = '/v1/organizations/cost_report'
const DAY = 'starting_at=2026-10-14T00:00:00Z&ending_at=2026-10-15T00:00:00Z'

let simulator: AnthropicSimulator
beforeAll(async () => {
  simulator = await startAnthropicSimulator({
    adminKeys: ['admin'],
    limitedKeys: ['limited'],
    modelKeys: ['model'],
    now: Date.parse('2026-11-01T00:00:00Z'),
  })
})
afterAll(() => simulator.close())

type Answer = {
  readonly data: { starting_at: string; ending_at: string; results: Record<string, unknown>[] }[]
  readonly has_more: boolean
  readonly next_page: string | null
}

async function get(path: string, key = 'admin', headers: Record<string, string> = {}) {
  const response = await fetch(`${simulator.url}${path}`, {
    headers: { 'x-api-key': key, 'anthropic-version': '2023-06-01', ...headers },
  })
  return { status: response.status, body: (await response.json()) as Answer, headers: response.headers }
}

describe('the protocol', () => {
  test('pages concatenate to the unpaged answer, in hours that touch', async () => {
    const query = `${USAGE}?${DAY}&bucket_width=1h&group_by[]=model`
    const whole = (await get(`${query}&limit=24`)).body
    expect(whole).toMatchObject({ has_more: false, next_page: null })
    expect(whole.data.map((bucket) => bucket.ending_at).slice(0, -1)).toEqual(
      whole.data.map((bucket) => bucket.starting_at).slice(1),
    )
    const pieces = []
    for (let page = ''; ;) {
      const { body } = await get(`${query}&limit=5${page}`)
      pieces.push(...body.data)
      if (!body.has_more) break
      page = `&page=${body.next_page}`
    }
    expect(pieces).toEqual(whole.data)
  })

  test('dimensions that were not asked for are null; the speed needs its beta header', async () => {
    const { body } = await get(`${USAGE}?${DAY}&group_by[]=model`)
    expect(body.data[0]?.results[0]).toMatchObject({ workspace_id: null, service_tier: null })
    expect((await get(`${USAGE}?${DAY}&group_by[]=speed`)).status).toBe(400)
    const beta = { 'anthropic-beta': 'fast-mode-2026-02-01' }
    const speeds = (await get(`${USAGE}?${DAY}&group_by[]=speed`, 'admin', beta)).body.data[0]?.results
    expect(speeds?.map((result) => result['speed'])).toEqual(['standard', 'fast'])
  })

  test('amounts are decimal text in cents, and lines add up to the ungrouped day', async () => {
    const lines = (await get(`${COSTS}?${DAY}&group_by[]=workspace_id&group_by[]=description`)).body.data[0]
      ?.results
    const total = (await get(`${COSTS}?${DAY}`)).body.data[0]?.results
    const cents = lines?.reduce((sum, line) => sum.plus(String(line['amount'])), new Decimal(0))
    expect(total).toEqual([
      expect.objectContaining({ amount: cents?.toFixed(), currency: 'USD', description: null }),
    ])
    const dollars = simulator.control.ledger
      .costs('2026-10-14')
      .reduce((sum, line) => sum.plus(line.amount), new Decimal(0))
    expect(cents?.toFixed()).toBe(dollars.times(100).toFixed())
  })

  test.each([
    ['no key', USAGE, '', 401],
    ['a key that runs models', `${USAGE}?${DAY}`, 'model', 401],
    ['an admin key without the permission', `${USAGE}?${DAY}`, 'limited', 403],
    ['no start', USAGE, 'admin', 400],
    ['a start that is no instant', `${USAGE}?starting_at=yesterday`, 'admin', 400],
    [
      'an end before the start',
      `${USAGE}?starting_at=2026-10-15T00:00:00Z&ending_at=2026-10-14T00:00:00Z`,
      'admin',
      400,
    ],
    ['a limit too wide', `${USAGE}?${DAY}&bucket_width=1h&limit=169`, 'admin', 400],
    ['an unknown group', `${COSTS}?${DAY}&group_by[]=api_key_id`, 'admin', 400],
    ['hourly costs', `${COSTS}?${DAY}&bucket_width=1h`, 'admin', 400],
    ["another query's page token", `${COSTS}?${DAY}&page=page_MToxMjM0NTY3ODkwMTI`, 'admin', 400],
    ['an unknown path', '/v1/organizations/nothing', 'admin', 404],
  ])('%s', async (_, path, key, status) => {
    const answer = await get(path, key)
    expect(answer.status).toBe(status)
    expect(answer.body).toMatchObject({
      type: 'error',
      error: { type: expect.any(String), message: expect.any(String) },
    })
  })

  test('models are listed for every key there is', async () => {
    for (const key of ['admin', 'limited', 'model']) expect((await get('/v1/models', key)).status).toBe(200)
    expect((await get('/v1/models', 'unknown')).status).toBe(401)
  })
})

describe('the data', () => {
  test('the same seed gives the same bill; a restated day another', async () => {
    const now = Date.parse('2026-11-01T00:00:00Z')
    const again = await startAnthropicSimulator({ adminKeys: ['k'], now })
    const amounts = (one: AnthropicSimulator) =>
      one.control.ledger.costs('2026-10-14').map((line) => line.amount.toFixed())
    expect(amounts(again)).toEqual(amounts(simulator))
    again.control.restate('2026-10-14', 1.2)
    expect(amounts(again)).not.toEqual(amounts(simulator))
    await again.close()
  })

  test('Priority Tier and blocked requests are in usage and in no bill', async () => {
    const tiers = (await get(`${USAGE}?${DAY}&group_by[]=service_tier`)).body.data[0]?.results
    expect(tiers?.map((result) => result['service_tier'])).toContain('priority')
    const lines = simulator.control.ledger.costs('2026-10-14')
    expect(new Set(lines.map((line) => line.service_tier))).toEqual(new Set(['standard', 'batch', null]))
    expect(lines.some((line) => line.workspace_id === null && line.model?.includes('haiku'))).toBe(false)
  })
})
