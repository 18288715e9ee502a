import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { charge } from './testing/charge.ts'
import { testCosts, type TestCosts } from './testing/test-costs.ts'

let costs: TestCosts

beforeAll(async () => {
  costs = await testCosts('2026-04-11T12:00:00Z')
  await costs.load([charge('2026-04-01', '1.5')])
  await costs.load([charge('2026-04-02', '999')], { org: 'globex' })
})
afterAll(() => costs.close())

const PATHS = [
  '',
  '/summary',
  '/by-provider',
  '/by-service',
  '/trend',
  '/trend-granular',
  '/subscriptions',
  '/cloud',
  '/genai',
  '/total',
  '/overview',
  '/rows',
  '/filters',
  '/export',
  '/conformance',
  '/cache/stats',
]

describe('every cost route', () => {
  it.each(PATHS)('GET %s answers the own key, and nobody else', async (path) => {
    expect((await costs.get(path)).statusCode).toBe(200)
    expect((await costs.get(path, null)).statusCode).toBe(401)
    expect((await costs.get(path, 'acmeWithoutCosts')).statusCode).toBe(403)
    const foreign = await costs.get(path, 'globex')
    expect(foreign.statusCode).toBe(404)
    expect(foreign.body).not.toContain('Example')
  })

  it.each(PATHS.filter((path) => path !== '/cache/stats'))(
    'GET %s refuses unknown fields and impossible values',
    async (path) => {
      expect((await costs.get(`${path}?colour=red`)).statusCode).toBe(422)
      expect((await costs.get(`${path}?metric=guess`)).statusCode).toBe(422)
    },
  )

  it.each(PATHS.filter((path) => !['/trend', '/overview', '/cache/stats'].includes(path)))(
    'GET %s refuses dates that are reversed or do not exist',
    async (path) => {
      for (const query of [
        'start_date=2026-02-30',
        'start_date=2026-04-02&end_date=2026-04-01',
        'start_date=2026-04-01&end_date=2026-04-01',
        'end_date=yesterday',
        'start_date=2020-01-01&end_date=2026-01-01',
      ]) {
        const response = await costs.get(`${path}?${query}`)
        expect([response.statusCode, query]).toEqual([422, query])
      }
    },
  )

  it('POST /cache/invalidate forgets only the own answers', async () => {
    await costs.get('/by-provider')
    expect((await costs.post('/cache/invalidate', null)).statusCode).toBe(401)
    expect((await costs.post('/cache/invalidate', 'globex')).statusCode).toBe(404)
    expect((await costs.post('/cache/invalidate')).json()).toMatchObject({
      success: true,
      cleared: expect.any(Number),
    })
    expect((await costs.get('/cache/stats')).json().entries).toBe(0)
  })
})
