import type { LightMyRequestResponse } from 'fastify'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../testing/test-api.ts'
import { totp } from '../testing/totp.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' } })
})
afterAll(() => api.close())

const origin = 'http://localhost:3000'
const password = 'correct horse battery'
const post = (path: string, body: object, headers: Record<string, string> = { origin }) =>
  api.call('POST', `/api/auth${path}`, { headers, body })
const withCookies = ({ cookies }: LightMyRequestResponse) => ({
  origin,
  cookie: cookies
    .filter(({ value }) => value !== '')
    .map(({ name, value }) => `${name}=${value}`)
    .join('; '),
})
const signIn = (email: string) => post('/sign-in/email', { email, password })
const signedIn = async (headers: Record<string, string>) =>
  (await api.call('GET', '/api/v1/me', { headers })).statusCode === 200

/** An account whose second step is on. */
async function guarded(email: string) {
  const session = await api.signUp(email)
  const enabled = await post('/two-factor/enable', { password }, session)
  expect(enabled.statusCode, enabled.body).toBe(200)
  const { totpURI, backupCodes } = enabled.json()
  const verified = await post('/two-factor/verify-totp', { code: totp(totpURI, Date.now()) }, session)
  expect(verified.statusCode, verified.body).toBe(200)
  return { totpURI: String(totpURI), backupCodes: backupCodes as string[], session: withCookies(verified) }
}

describe('a second step', () => {
  it('is asked for at sign-in once a code has proven the app, and not before', async () => {
    const session = await api.signUp('ann@example.com')
    const { totpURI } = (await post('/two-factor/enable', { password }, session)).json()
    expect(totpURI).toMatch(/^otpauth:\/\/totp\/CloudAct/)
    expect((await signIn('ann@example.com')).json().twoFactorRedirect).toBeUndefined()

    expect((await post('/two-factor/verify-totp', { code: '000000' }, session)).statusCode).toBe(401)
    await post('/two-factor/verify-totp', { code: totp(totpURI, Date.now()) }, session)

    const half = await signIn('ann@example.com')
    expect(half.json()).toMatchObject({ twoFactorRedirect: true, twoFactorMethods: ['totp'] })
    expect(await signedIn(withCookies(half))).toBe(false)
    const wrong = await post('/two-factor/verify-totp', { code: '000000' }, withCookies(half))
    expect(wrong.statusCode).toBe(401)
    const whole = await post(
      '/two-factor/verify-totp',
      { code: totp(totpURI, Date.now()) },
      withCookies(half),
    )
    expect(whole.statusCode, whole.body).toBe(200)
    expect(await signedIn(withCookies(whole))).toBe(true)
  })

  it('can be passed with each backup code once', async () => {
    const { backupCodes } = await guarded('ben@example.com')
    const [code = ''] = backupCodes
    const use = async () =>
      post('/two-factor/verify-backup-code', { code }, withCookies(await signIn('ben@example.com')))

    const first = await use()
    expect(first.statusCode, first.body).toBe(200)
    expect(await signedIn(withCookies(first))).toBe(true)
    expect((await use()).statusCode).toBe(401)
  })

  it('locks after too many wrong codes', async () => {
    const { totpURI } = await guarded('cat@example.com')
    const statuses: number[] = []
    for (let round = 0; round < 2; round += 1) {
      const half = withCookies(await signIn('cat@example.com'))
      for (let index = 0; index < 5; index += 1)
        statuses.push((await post('/two-factor/verify-totp', { code: '000000' }, half)).statusCode)
    }
    expect(statuses).toEqual(Array(10).fill(401))

    const right = await post(
      '/two-factor/verify-totp',
      { code: totp(totpURI, Date.now()) },
      withCookies(await signIn('cat@example.com')),
    )
    expect(right.statusCode).toBe(429)
  })

  it('is switched on and off with the password only', async () => {
    const { session } = await guarded('dan@example.com')

    expect((await post('/two-factor/disable', { password: 'not the password' }, session)).statusCode).toBe(
      400,
    )
    expect((await signIn('dan@example.com')).json().twoFactorRedirect).toBe(true)
    expect((await post('/two-factor/disable', { password }, session)).statusCode).toBe(200)
    expect(await signedIn(withCookies(await signIn('dan@example.com')))).toBe(true)
  })

  it('keeps its secret and codes encrypted', async () => {
    const { totpURI, backupCodes } = await guarded('eve@example.com')
    const secret = new URL(totpURI).searchParams.get('secret') ?? 'missing'

    const rows = JSON.stringify(await api.database.query('SELECT * FROM auth_two_factors'))

    for (const text of [secret, ...backupCodes]) expect(rows).not.toContain(text)
  })
})
