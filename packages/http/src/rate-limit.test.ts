import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { DEFAULT_RATE_LIMITS, type RateLimits } from './http-config.ts'
import { routeOf } from './route.ts'
import { ACME_KEY, GLOBEX_KEY, ROOT_KEY, testServer } from './testing/test-server.ts'
import { createTokenBuckets } from './token-bucket.ts'

const route = routeOf<undefined>()
const read = route({
  method: 'GET',
  path: '/api/v1/{org_slug}/thing',
  operationId: 'thing',
  tag: 'Things',
  summary: 'Read',
  auth: { kind: 'scope', scope: 'org:read' },
  output: z.object({ ok: z.boolean() }),
  handler: async () => ({ ok: true }),
})
const start = route({
  ...read,
  method: 'POST',
  operationId: 'start',
  audit: { action: 'EXECUTE', resource: 'pipeline' },
  bucket: 'pipeline_start',
})

const url = '/api/v1/acme/thing'
const serve = (limits: Partial<RateLimits>) =>
  testServer([read, start], { config: { rateLimits: { ...DEFAULT_RATE_LIMITS, ...limits } } })

describe('rate limits', () => {
  it('hold per organization, say when to come back, and refill with time', async () => {
    const { app, clock } = await serve({ orgPerMinute: 2 })
    const asAcme = { 'x-api-key': ACME_KEY }
    const get = async () => app.inject({ url, headers: asAcme })

    expect([(await get()).statusCode, (await get()).statusCode]).toEqual([200, 200])
    const refused = await get()
    const neighbour = await app.inject({ url: '/api/v1/globex/thing', headers: { 'x-api-key': GLOBEX_KEY } })

    expect([
      refused.statusCode,
      refused.headers['retry-after'],
      refused.headers['x-ratelimit-remaining'],
    ]).toEqual([429, '30', '0'])
    expect(refused.json()).toMatchObject({ code: 'rate_limited', limit: 2, bucket: 'org' })
    expect(neighbour.statusCode).toBe(200)
    clock.time += 30_000
    expect((await get()).statusCode).toBe(200)
  })

  it('count pipeline starts apart', async () => {
    const { app } = await serve({ pipelineStartsPerMinute: 1 })
    const asAcme = { 'x-api-key': ACME_KEY }
    const post = async () => (await app.inject({ method: 'POST', url, headers: asAcme })).statusCode

    expect([await post(), await post()]).toEqual([200, 429])
    expect((await app.inject({ url, headers: asAcme })).statusCode).toBe(200)
  })

  it('answer 401 before 429 and never lock out the right key of the same address', async () => {
    const { app } = await serve({ failedAuthPerMinute: 2 })
    const wrong = async () =>
      (await app.inject({ url, headers: { 'x-api-key': 'acme_api_zzzzzzzzzzzzzzzzzzzz' } })).statusCode

    expect([await wrong(), await wrong(), await wrong()]).toEqual([401, 401, 429])
    expect((await app.inject({ url, headers: { 'x-api-key': ACME_KEY } })).statusCode).toBe(200)
  })

  it('count a sibling service acting for somebody as the organization, the operator as root', async () => {
    const { app } = await serve({ rootPerMinute: 1, orgPerMinute: 2 })
    const root = { 'x-ca-root-key': ROOT_KEY }
    const get = async (headers: Record<string, string>) => (await app.inject({ url, headers })).statusCode

    expect([await get(root), await get(root)]).toEqual([200, 429])
    expect(await get({ ...root, 'x-user-id': 'user_1' })).toBe(200)
  })

  it('hold over everything together, and not for health checks', async () => {
    const { app } = await serve({ globalPerMinute: 1 })

    expect((await app.inject({ url, headers: { 'x-api-key': ACME_KEY } })).statusCode).toBe(200)
    expect((await app.inject({ url })).statusCode).toBe(429)
  })

  it('can be switched off', async () => {
    const { app } = await serve({ enabled: false, orgPerMinute: 1 })
    const get = async () => (await app.inject({ url, headers: { 'x-api-key': ACME_KEY } })).statusCode

    expect([await get(), await get()]).toEqual([200, 200])
  })
})

describe('a token bucket', () => {
  it('grants what it holds, then what it refills, and forgets full buckets', () => {
    const clock = { time: 0 }
    const buckets = createTokenBuckets({ now: () => clock.time })
    const granted = () =>
      Array.from({ length: 100 }, () => buckets.take('a', 60)).filter((taken) => taken.allowed).length

    expect(granted()).toBe(60)
    clock.time += 5_000
    expect(granted()).toBe(5)
    clock.time -= 60_000
    expect(granted()).toBe(0)
    clock.time += 600_000
    for (let index = 0; index < 20_000; index += 1) buckets.take(`address-${index}`, 60)
    expect(granted()).toBe(60)
  })
})
