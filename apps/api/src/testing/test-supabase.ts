import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { exportJWK, generateKeyPair, type JWK, type JWTPayload, SignJWT } from 'jose'

export type SupabaseUser = { readonly id: string; readonly email: string; readonly confirmed: boolean }

type PrivateKey = Awaited<ReturnType<typeof generateKeyPair>>['privateKey']
type Key = { readonly id: string; readonly alg: string; readonly private: PrivateKey; readonly public: JWK }

export type TestSupabase = {
  readonly url: string
  readonly issuer: string
  /** People by id, as `/user` knows them. */
  readonly users: Map<string, SupabaseUser>
  /** Requests so far, by path. */
  readonly calls: string[]
  /** Headers of the last `/user`. */
  readonly seen: { apikey: string | undefined }
  /** Answers everything with 500. */
  broken: boolean
  /** What is published now. */
  jwks(): JWK[]
  /** A new signing key; the former one is no longer published. */
  rotate(alg?: 'ES256' | 'RS256'): Promise<void>
  /** A token of the user as Supabase Auth makes it, good for an hour, with changes. */
  token(user: SupabaseUser, changes?: JWTPayload): Promise<string>
  close(): Promise<void>
}

async function newKey(alg: 'ES256' | 'RS256', id: string): Promise<Key> {
  const pair = await generateKeyPair(alg, { extractable: true })
  return { id, alg, private: pair.privateKey, public: { ...(await exportJWK(pair.publicKey)), kid: id, alg } }
}

/** A server that speaks the part of Supabase Auth we use: its key set and `/user`. */
export async function testSupabase(): Promise<TestSupabase> {
  let key = await newKey('ES256', 'key-1')
  let made = 1
  const owners = new Map<string, string>()
  const server = createServer((request, response) => {
    const path = request.url ?? ''
    supabase.calls.push(path)
    const answer = (status: number, body: object) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (supabase.broken) {
      answer(500, { msg: 'Internal Server Error' })
      return
    }
    if (path === '/auth/v1/.well-known/jwks.json') {
      answer(200, { keys: supabase.jwks() })
      return
    }
    supabase.seen.apikey = String(request.headers['apikey'] ?? '') || undefined
    const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
    const user = supabase.users.get(owners.get(token) ?? '')
    if (path !== '/auth/v1/user' || !user) {
      answer(403, { code: 403, error_code: 'session_not_found' })
      return
    }
    answer(200, {
      id: user.id,
      aud: 'authenticated',
      email: user.email,
      email_confirmed_at: user.confirmed ? '2026-01-01T00:00:00Z' : null,
      // Its owner can write this, so nobody may believe it.
      user_metadata: { full_name: 'Sam Supabase', email_verified: true },
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const issuer = `${url}/auth/v1`
  const supabase: TestSupabase = {
    url,
    issuer,
    users: new Map(),
    calls: [],
    seen: { apikey: undefined },
    broken: false,
    jwks: () => [key.public],
    async rotate(alg = 'ES256') {
      made += 1
      key = await newKey(alg, `key-${made}`)
    },
    async token(user, changes = {}) {
      const now = Math.floor(Date.now() / 1000)
      const claims = {
        iss: issuer,
        sub: user.id,
        aud: 'authenticated',
        exp: now + 3600,
        iat: now,
        email: user.email,
        role: 'authenticated',
        is_anonymous: false,
        user_metadata: { email_verified: true },
        ...changes,
      }
      const token = await new SignJWT(claims)
        .setProtectedHeader({ alg: key.alg, kid: key.id, typ: 'JWT' })
        .sign(key.private)
      owners.set(token, user.id)
      return token
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return supabase
}
