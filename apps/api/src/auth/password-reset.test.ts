import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../testing/test-api.ts'
import { type TestMail, testMail } from '../testing/test-mail.ts'

let api: TestApi
let mail: TestMail
beforeAll(async () => {
  mail = await testMail()
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' }, sendLetter: mail.sendLetter })
})
afterAll(async () => {
  await api.close()
  await mail.close()
})

const origin = 'http://localhost:3000'
const password = 'correct horse battery'
const fresh = 'a new horse battery'
const post = (path: string, body: object, headers: Record<string, string> = { origin }) =>
  api.call('POST', `/api/auth${path}`, { headers, body })
const ask = (email: string) => post('/request-password-reset', { email })
const reset = (token: string, newPassword = fresh) => post('/reset-password', { token, newPassword })
const signIn = (email: string, withPassword: string) =>
  post('/sign-in/email', { email, password: withPassword })
const signedIn = async (session: Record<string, string>) =>
  (await api.call('GET', '/api/v1/me', { headers: session })).statusCode === 200
const mailedToken = async (email: string) => {
  const link = await mail.linkTo(email)
  expect(link).toMatch(/^\/reset-password#[\w-]{20,}$/)
  return link.split('#')[1] ?? ''
}

describe('a forgotten password', () => {
  it('is replaced through a mailed link, once, and ends every session', async () => {
    const session = await api.signUp('ann@example.com')
    expect((await ask('Ann@example.com')).statusCode).toBe(200)
    const token = await mailedToken('ann@example.com')

    expect((await reset(token, 'short')).statusCode).toBe(400)
    const done = await reset(token)

    expect(done.statusCode, done.body).toBe(200)
    expect(await signedIn(session)).toBe(false)
    expect((await signIn('ann@example.com', password)).statusCode).toBe(401)
    expect((await signIn('ann@example.com', fresh)).statusCode).toBe(200)
    expect((await reset(token, 'once more with horses')).statusCode).toBe(400)
  })

  it('tells nobody whether an address has an account', async () => {
    await api.signUp('ben@example.com')

    const known = await ask('ben@example.com')
    const unknown = await ask('nobody@example.com')

    expect([unknown.statusCode, unknown.body]).toEqual([known.statusCode, known.body])
    await mail.linkTo('ben@example.com')
    expect(mail.recipients()).not.toContain('nobody@example.com')
  })

  it('can be replaced for one hour', async () => {
    await api.signUp('cat@example.com')
    await ask('cat@example.com')
    const token = await mailedToken('cat@example.com')
    const [stored] = await api.database.query<{ minutes: number }>(
      `SELECT round(extract(epoch FROM expires_at - created_at) / 60)::int AS minutes FROM auth_verifications
       ORDER BY created_at DESC LIMIT 1`,
    )
    expect(stored?.minutes).toBe(60)

    await api.database.query("UPDATE auth_verifications SET expires_at = now() - interval '1 second'")

    expect((await reset(token)).statusCode).toBe(400)
    expect((await signIn('cat@example.com', password)).statusCode).toBe(200)
  })

  it('leaves no token in the database or the log', async () => {
    await api.signUp('dan@example.com')
    await ask('dan@example.com')
    const token = await mailedToken('dan@example.com')

    const rows = await api.database.query('SELECT to_jsonb(v)::text AS row FROM auth_verifications AS v')

    expect(rows.length).toBeGreaterThan(0)
    expect(JSON.stringify(rows)).not.toContain(token)
    expect(api.lines.join('')).not.toContain(token)
  })

  it('is not asked for without end from one address', async () => {
    const limited = await api.variant({ sendLetter: mail.sendLetter })
    const statuses: number[] = []
    for (let index = 0; index < 12; index += 1) {
      const answer = await limited.call('POST', '/api/auth/request-password-reset', {
        headers: { origin },
        body: { email: `guess.${index}@example.com` },
      })
      statuses.push(answer.statusCode)
    }

    expect(statuses).toEqual([...Array(10).fill(200), 429, 429])
  })

  it('is said to be impossible where there is no mail server', async () => {
    const silent = await api.variant({ environment: { RATE_LIMIT_ENABLED: 'false' } })
    const answer = await silent.call('POST', '/api/auth/request-password-reset', {
      headers: { origin },
      body: { email: 'ann@example.com' },
    })

    expect(answer.statusCode).toBe(400)
    expect((await silent.call('GET', '/api/v1/sign-in-options')).json()).toEqual({
      sign_up: true,
      mail: false,
    })
    expect((await api.call('GET', '/api/v1/sign-in-options')).json().mail).toBe(true)
  })
})

describe('a reset link made by the operator', () => {
  const make = (headers: Record<string, string>, email: string) =>
    api.call('POST', '/api/v1/admin/users/reset-link', { headers, body: { email } })

  it('sets a new password once, with and without a mail server', async () => {
    await api.signUp('eve@example.com')
    const made = await make(asRoot, 'Eve@example.com')
    expect(made.statusCode, made.body).toBe(201)
    const { reset_url: url } = made.json()
    expect(url).toMatch(/^http:\/\/localhost:3000\/reset-password#/)
    const token = url.split('#')[1]

    expect((await reset(token)).statusCode).toBe(200)
    expect((await signIn('eve@example.com', fresh)).statusCode).toBe(200)
    expect((await reset(token, 'once more with horses')).statusCode).toBe(400)
    expect(
      await api.database.query(
        "SELECT action, status FROM org_audit_logs WHERE resource_type = 'password_reset' ORDER BY created_at",
      ),
    ).toEqual([{ action: 'CREATE', status: 'SUCCESS' }])
  })

  it('is made by the operator alone, for an account that exists', async () => {
    const person = await api.signUp('fay@example.com')

    expect((await make(asRoot, 'nobody@example.com')).statusCode).toBe(404)
    expect((await make(asRoot, 'no address')).statusCode).toBe(422)
    expect((await make(person, 'fay@example.com')).statusCode).toBe(403)
    expect((await make({}, 'fay@example.com')).statusCode).toBe(401)
  })
})

describe('a password', () => {
  it('is changed with the old one, and other sessions can be ended', async () => {
    const first = await api.signUp('gus@example.com')
    const cookies = (await signIn('gus@example.com', password)).cookies
    const second = { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }
    const change = (currentPassword: string) =>
      post('/change-password', { currentPassword, newPassword: fresh, revokeOtherSessions: true }, second)

    expect((await change('not the password')).statusCode).toBe(400)
    expect(await signedIn(first)).toBe(true)
    expect((await change(password)).statusCode).toBe(200)

    expect(await signedIn(first)).toBe(false)
    expect((await signIn('gus@example.com', fresh)).statusCode).toBe(200)
  })

  it('stays when only other sessions are ended', async () => {
    const first = await api.signUp('hal@example.com')
    const cookies = (await signIn('hal@example.com', password)).cookies
    const second = { origin, cookie: cookies.map(({ name, value }) => `${name}=${value}`).join('; ') }

    expect((await post('/revoke-other-sessions', {}, second)).statusCode).toBe(200)

    expect(await signedIn(first)).toBe(false)
    expect(await signedIn(second)).toBe(true)
  })
})
