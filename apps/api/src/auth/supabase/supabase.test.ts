import { randomUUID } from 'node:crypto'
import { base64url, exportSPKI, importJWK, SignJWT } from 'jose'
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { type TestApi, testApi } from '../../testing/test-api.ts'
import { type SupabaseUser, type TestSupabase, testSupabase } from '../../testing/test-supabase.ts'

let supabase: TestSupabase
let api: TestApi
let client: Pick<TestApi, 'call' | 'onboard' | 'signUp'>
beforeAll(async () => {
  supabase = await testSupabase()
  api = await testApi()
})
afterAll(async () => {
  await api.close()
  await supabase.close()
})
beforeEach(async () => {
  client = await api.variant({ environment: { SUPABASE_URL: `${supabase.url}/` } })
  supabase.calls.length = 0
})
afterEach(() => {
  supabase.broken = false
  vi.useRealTimers()
})

function user(email: string, confirmed = true): SupabaseUser {
  const made = { id: randomUUID(), email, confirmed }
  supabase.users.set(made.id, made)
  return made
}
const me = (token: string, from = client) =>
  from.call('GET', '/api/v1/me', { headers: { authorization: `Bearer ${token}` } })
const seconds = (fromNow: number) => Math.floor(Date.now() / 1000) + fromNow
const personOf = (email: string) =>
  api.database.query('SELECT id, email_verified FROM auth_users WHERE email = $1', [email])

describe('a Supabase access token', () => {
  it('is a session of a person who is made at first sight and found afterwards', async () => {
    const sam = user('Sam@Example.com')

    const first = await me(await supabase.token(sam))
    const second = await me(await supabase.token(sam))

    expect(first.json()).toEqual({
      user: { id: expect.any(String), email: 'sam@example.com', name: 'Sam Supabase' },
      organizations: [],
    })
    expect(second.json()).toEqual(first.json())
    expect(supabase.calls.filter((path) => path === '/auth/v1/user')).toHaveLength(1)
    expect(supabase.calls.filter((path) => path.endsWith('jwks.json'))).toHaveLength(1)
  })

  it('is accepted with an RSA key too', async () => {
    await supabase.rotate('RS256')

    expect((await me(await supabase.token(user('rsa@example.com')))).statusCode).toBe(200)
    await supabase.rotate()
  })

  it('carries the roles of the person, and nothing of another tenant', async () => {
    await api.onboard('supa_acme')
    await api.onboard('supa_globex')
    const ann = user('ann@example.com')
    const headers = { authorization: `Bearer ${await supabase.token(ann)}` }
    const { id } = (await client.call('GET', '/api/v1/me', { headers })).json().user
    const join = (role: string) =>
      api.database.query(
        `INSERT INTO org_members (org_slug, user_id, role) VALUES ('supa_acme', $1, $2)
         ON CONFLICT (org_slug, user_id) DO UPDATE SET role = excluded.role`,
        [id, role],
      )
    const change = (org: string) =>
      client.call('PUT', `/api/v1/organizations/${org}/locale`, {
        headers,
        body: { default_currency: 'EUR' },
      })

    await join('viewer')
    expect((await client.call('GET', '/api/v1/organizations/supa_acme/locale', { headers })).statusCode).toBe(
      200,
    )
    expect((await change('supa_acme')).statusCode).toBe(403)
    await join('owner')
    expect((await change('supa_acme')).statusCode).toBe(200)
    expect((await change('supa_globex')).statusCode).toBe(404)
    const [audit] = await api.database.query(
      "SELECT user_id FROM org_audit_logs WHERE org_slug = 'supa_acme' AND status = 'SUCCESS' AND user_id IS NOT NULL",
    )
    expect(audit).toEqual({ user_id: id })
  })

  it.each([
    ['has expired', { exp: 'past' }],
    ['is of another issuer', { iss: 'https://evil.supabase.co/auth/v1' }],
    ['is of our issuer without its path', { iss: 'bare' }],
    ['is for another audience', { aud: 'authenticator' }],
    ['has no audience, as service keys do', { aud: undefined }],
    ['has no expiry', { exp: undefined }],
    ['has no subject', { sub: undefined }],
    ['is not valid yet', { nbf: 'future' }],
    ['belongs to an anonymous visitor', { is_anonymous: true }],
  ])('is refused when it %s', async (_, changes) => {
    const bad = user(`bad-${randomUUID()}@example.com`)
    const special = { past: seconds(-31), future: seconds(60), bare: supabase.url }
    const claims = Object.fromEntries(
      Object.entries(changes).map(([name, value]) => [
        name,
        typeof value === 'string' && value in special ? special[value as keyof typeof special] : value,
      ]),
    )

    const response = await me(await supabase.token(bad, claims))

    expect(response.statusCode).toBe(401)
    expect(response.json()).toMatchObject({ code: 'unauthenticated' })
    expect(await personOf(bad.email)).toEqual([])
  })

  it('is given 30 seconds for clocks that differ', async () => {
    const late = user('late@example.com')

    expect((await me(await supabase.token(late, { exp: seconds(-25) }))).statusCode).toBe(200)
  })

  it('is refused without a signature, and with one made from the public key', async () => {
    const eve = user('eve@example.com')
    const [, payload = ''] = (await supabase.token(eve)).split('.')
    const [jwk] = supabase.jwks()
    const header = (fields: object) => base64url.encode(JSON.stringify(fields))
    const unsigned = `${header({ alg: 'none', typ: 'JWT' })}.${payload}.`
    const claims = JSON.parse(new TextDecoder().decode(base64url.decode(payload)))
    const publicKey = await importJWK(jwk ?? {}, 'ES256', { extractable: true })
    if (publicKey instanceof Uint8Array) throw new Error('not an asymmetric key')
    const forge = (secret: string) =>
      new SignJWT(claims)
        .setProtectedHeader({ alg: 'HS256', kid: String(jwk?.kid) })
        .sign(new TextEncoder().encode(secret))

    for (const token of [
      unsigned,
      await forge(await exportSPKI(publicKey)),
      await forge(JSON.stringify(jwk)),
    ])
      expect((await me(token)).statusCode).toBe(401)
    expect((await me('not.a.token')).statusCode).toBe(401)
    expect(await personOf('eve@example.com')).toEqual([])
  })

  it('is refused when its content was changed', async () => {
    const [header, , signature] = (await supabase.token(user('kim@example.com'))).split('.')
    const [, other] = (await supabase.token(user('leo@example.com'))).split('.')

    expect((await me(`${header}.${other}.${signature}`)).statusCode).toBe(401)
  })

  it('is refused once its key is withdrawn, and the new key is found after the cool-down', async () => {
    vi.useFakeTimers({ toFake: ['Date'], now: Date.now() })
    const rob = user('rob@example.com')
    const old = await supabase.token(rob)
    expect((await me(old)).statusCode).toBe(200)
    await supabase.rotate()
    const fresh = await supabase.token(rob)

    expect((await me(fresh)).statusCode).toBe(401)
    expect((await me(fresh)).statusCode).toBe(401)
    expect(supabase.calls.filter((path) => path.endsWith('jwks.json'))).toHaveLength(1)
    vi.setSystemTime(Date.now() + 31_000)
    expect((await me(fresh)).statusCode).toBe(200)
    expect((await me(old)).statusCode).toBe(401)
  })

  it('does not make a person of an address that is not confirmed, whatever the token says', async () => {
    const ursula = user('ursula@example.com', false)

    const response = await me(await supabase.token(ursula))

    expect(response.statusCode).toBe(401)
    expect(response.json().detail).toContain('not confirmed')
    expect(await personOf('ursula@example.com')).toEqual([])
  })

  it('does not make a person when the session behind it has ended', async () => {
    const gone = user('gone@example.com')
    const token = await supabase.token(gone)
    supabase.users.delete(gone.id)

    expect((await me(token)).statusCode).toBe(401)
    expect(await personOf('gone@example.com')).toEqual([])
  })

  it('ends the password and sessions of whoever took the address without proving it', async () => {
    const squatter = await client.signUp('owner@example.com')
    const [before] = await personOf('owner@example.com')

    expect((await me(await supabase.token(user('owner@example.com')))).statusCode).toBe(200)

    expect((await client.call('GET', '/api/v1/me', { headers: squatter })).statusCode).toBe(401)
    const signIn = await client.call('POST', '/api/auth/sign-in/email', {
      headers: { origin: 'http://localhost:3000' },
      body: { email: 'owner@example.com', password: 'correct horse battery' },
    })
    expect(signIn.statusCode).toBe(401)
    expect(await personOf('owner@example.com')).toEqual([{ ...before, email_verified: true }])
  })

  it('leaves the password of an address that was proven here', async () => {
    const session = await client.signUp('proven@example.com')
    await api.database.query("UPDATE auth_users SET email_verified = true WHERE email = 'proven@example.com'")

    expect((await me(await supabase.token(user('proven@example.com')))).statusCode).toBe(200)
    expect((await client.call('GET', '/api/v1/me', { headers: session })).statusCode).toBe(200)
  })

  it('makes one person when several requests come first', async () => {
    const token = await supabase.token(user('many@example.com'))

    const answers = await Promise.all(Array.from({ length: 5 }, () => me(token)))

    expect(new Set(answers.map((answer) => answer.json().user?.id)).size).toBe(1)
    expect(await personOf('many@example.com')).toHaveLength(1)
  })

  it('admits no stranger where sign-up is closed, but the people who are known', async () => {
    const closed = await api.variant({
      environment: { SUPABASE_URL: supabase.url, CLOUDACT_SIGN_UP: 'off', SUPABASE_ANON_KEY: 'anon-key' },
    })
    await client.signUp('known@example.com')

    expect((await me(await supabase.token(user('stranger@example.com')), closed)).statusCode).toBe(403)
    expect((await me(await supabase.token(user('known@example.com')), closed)).statusCode).toBe(200)
    expect(supabase.seen.apikey).toBe('anon-key')
    expect(await personOf('stranger@example.com')).toEqual([])
  })

  it('admits where sign-up is closed whom an open invitation is for, and nobody whose invitation is over', async () => {
    const closed = await api.variant({
      environment: { SUPABASE_URL: supabase.url, CLOUDACT_SIGN_UP: 'off', SUPABASE_ANON_KEY: 'anon-key' },
    })
    await api.onboard('supa_inviting')
    const invite = (email: string, expires: string, over = false) =>
      api.database.query(
        `INSERT INTO org_invitations (invitation_id, org_slug, email, role, token_hash, created_at, expires_at, revoked_at)
         VALUES ($1, 'supa_inviting', $2, 'viewer', $1, now(), now() + $3::interval, CASE WHEN $4 THEN now() END)`,
        [randomUUID(), email, expires, over],
      )
    await invite('invited@example.com', '1 day')
    await invite('too-late@example.com', '-1 minute')
    await invite('withdrawn@example.com', '1 day', true)

    const answers = await Promise.all(
      ['Invited@example.com', 'too-late@example.com', 'withdrawn@example.com'].map(async (email) =>
        me(await supabase.token(user(email)), closed),
      ),
    )

    expect(answers.map(({ statusCode }) => statusCode)).toEqual([200, 403, 403])
    expect(answers[0]?.json()).toMatchObject({ organizations: [] })
    expect(await personOf('withdrawn@example.com')).toEqual([])
  })

  it('is nobody’s fault while the sign-in service is down', async () => {
    supabase.broken = true

    expect((await me(await supabase.token(user('down@example.com')))).statusCode).toBe(503)
  })

  it('means nothing where no Supabase is configured', async () => {
    const response = await me(await supabase.token(user('none@example.com')), api)

    expect(response.statusCode).toBe(401)
    expect(supabase.calls).toEqual([])
  })

  it('is in no log line', async () => {
    const token = await supabase.token(user('logged@example.com'))
    await me(token)
    await me(`${token}x`)

    expect(api.lines.join('')).not.toContain(token.split('.')[2])
  })
})

describe('the address of Supabase', () => {
  it.each(['http://supabase.example.com', 'ftp://127.0.0.1', 'https://u:p@x.supabase.co', 'nonsense'])(
    'is refused when it is %s',
    async (SUPABASE_URL) => {
      await expect(api.variant({ environment: { SUPABASE_URL } })).rejects.toThrow(
        /SUPABASE_URL: Must be https/,
      )
    },
  )
})
