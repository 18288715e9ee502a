import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { type TestApi, testApi } from '../testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const origin = 'http://localhost:3000'
const post = (path: string, body: object, headers: Record<string, string> = { origin }) =>
  api.call('POST', `/api/auth${path}`, { headers, body })
const password = 'correct horse battery'

describe('sign-in', () => {
  it('makes an account, signs out, and signs in again', async () => {
    const session = await api.signUp('ann@example.com')
    const me = await api.call('GET', '/api/v1/me', { headers: session })
    expect(me.json()).toEqual({
      user: { id: expect.any(String), email: 'ann@example.com', name: 'ann' },
      organizations: [],
    })

    expect((await post('/sign-out', {}, session)).statusCode).toBe(200)
    expect((await api.call('GET', '/api/v1/me', { headers: session })).statusCode).toBe(401)

    const again = await post('/sign-in/email', { email: 'ANN@example.com', password })
    expect(again.statusCode, again.body).toBe(200)
    const cookie = again.cookies.find(({ name }) => name === 'cloudact.session_token')
    expect(cookie).toMatchObject({ httpOnly: true, sameSite: 'Lax' })
  })

  it('refuses a second account of the same address, a wrong and a short password', async () => {
    await api.signUp('ben@example.com')

    expect(
      (await post('/sign-up/email', { email: 'Ben@example.com', password, name: 'Ben' })).statusCode,
    ).toBe(422)
    expect(
      (await post('/sign-in/email', { email: 'ben@example.com', password: 'wrong horse battery' }))
        .statusCode,
    ).toBe(401)
    expect(
      (await post('/sign-up/email', { email: 'eve@example.com', password: 'short', name: 'Eve' })).statusCode,
    ).toBe(400)
    expect(await api.database.query("SELECT 1 AS x FROM auth_users WHERE email = 'eve@example.com'")).toEqual(
      [],
    )
  })

  it('stores no password and no half account', async () => {
    await api.signUp('cat@example.com')

    const accounts = await api.database.query<{ password: string; email: string }>(
      'SELECT account.password, person.email FROM auth_users AS person LEFT JOIN auth_accounts AS account ON account.user_id = person.id',
    )

    expect(accounts.every((account) => /^[0-9a-f]{32}:[0-9a-f]{128}$/.test(account.password))).toBe(true)
  })

  it('rolls the whole sign-up back when its last write fails', async () => {
    await api.database.query(
      `ALTER TABLE auth_sessions ADD CONSTRAINT no_dora CHECK (user_agent IS DISTINCT FROM 'dora')`,
    )

    const response = await post(
      '/sign-up/email',
      { email: 'dora@example.com', password, name: 'Dora' },
      { origin, 'user-agent': 'dora' },
    )

    expect(response.statusCode).toBeGreaterThanOrEqual(400)
    expect(response.body).not.toMatch(/no_dora|insert into/)
    const [session] = /[A-Za-z0-9]{32}, [A-Za-z0-9]{32}/.exec(api.lines.join('')) ?? []
    expect(session).toBeUndefined()
    expect(
      await api.database.query("SELECT 1 AS x FROM auth_users WHERE email = 'dora@example.com'"),
    ).toEqual([])
    expect(
      (await post('/sign-up/email', { email: 'dora@example.com', password, name: 'Dora' })).statusCode,
    ).toBe(200)
  })

  it('refuses other sites', async () => {
    const response = await post(
      '/sign-in/email',
      { email: 'ann@example.com', password },
      { origin: 'https://evil.example.com', cookie: 'a=b' },
    )

    expect(response.statusCode).toBe(403)
  })

  it('slows down guessing, by the address the server saw and not the one the client claims', async () => {
    const guess = (index: number) =>
      post(
        '/sign-in/email',
        { email: 'ann@example.com', password: `guess number ${index}` },
        { origin, 'x-cloudact-client-ip': `10.0.0.${index}` },
      )

    const statuses: number[] = []
    for (let index = 0; index < 15; index += 1) statuses.push((await guess(index)).statusCode)

    expect(statuses).toContain(429)
  })

  it('can be closed to strangers', async () => {
    const closed = await api.variant({ environment: { CLOUDACT_SIGN_UP: 'off' } })

    await expect(closed.signUp('eve@example.com')).rejects.toThrow(/answered 4/)
  })
})
