import { parseOrgSlug } from '@cloudact/core/org-slug'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../testing/test-api.ts'

let api: TestApi
let everybody: Record<string, string>
beforeAll(async () => {
  api = await testApi({
    environment: { RATE_LIMIT_ENABLED: 'false' },
    demo: { org: parseOrgSlug('demo'), state: () => 'ready', email: 'demo@example.com' },
  })
  everybody = await api.signUp('demo@example.com')
})
afterAll(() => api.close())

const password = 'correct horse battery'
const post = (path: string, body: object, headers: Record<string, string>) =>
  api.call('POST', `/api/auth${path}`, { headers, body })

describe('the shared account of the demo', () => {
  it('keeps its password and its one step, so that everybody can go on signing in', async () => {
    const change = await post(
      '/change-password',
      { currentPassword: password, newPassword: 'a new horse battery' },
      everybody,
    )
    const enable = await post('/two-factor/enable', { password }, everybody)

    expect([change.statusCode, enable.statusCode]).toEqual([403, 403])
    expect(change.json()).toMatchObject({
      code: 'SHARED_ACCOUNT',
      message: expect.stringContaining('The demo account is shared'),
    })
    const again = await post('/sign-in/email', { email: 'demo@example.com', password }, everybody)
    expect(again.json().twoFactorRedirect).toBeUndefined()
    expect(again.statusCode).toBe(200)
  })

  it('is the only one that does', async () => {
    const ann = await api.signUp('ann@example.com')
    const body = { currentPassword: password, newPassword: 'a new horse battery' }

    expect((await post('/two-factor/enable', { password }, ann)).statusCode).toBe(200)
    expect((await post('/change-password', body, ann)).statusCode).toBe(200)
  })
})
