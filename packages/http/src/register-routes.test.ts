import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { routeOf } from './route.ts'
import { ACME_KEY, GLOBEX_KEY, ROOT_KEY, testServer } from './testing/test-server.ts'

const route = routeOf<undefined>()
const written: unknown[] = []

const putThing = route({
  method: 'PUT',
  path: '/api/v1/{org_slug}/things/{id}',
  operationId: 'putThing',
  tag: 'Things',
  summary: 'Store a thing',
  auth: { kind: 'scope', scope: 'org:write' },
  params: z.object({ org_slug: z.string(), id: z.string() }),
  query: z.strictObject({ limit: z.coerce.number().int().max(10).default(5) }),
  body: z.strictObject({ name: z.string().min(2), amount: z.string().optional() }),
  output: z.object({ org: z.string(), name: z.string(), limit: z.number() }),
  audit: { action: 'UPDATE', resource: 'thing' },
  handler: async (request) => {
    if (request.body.name === 'taken') throw new AppError('conflict', 'There is one already.')
    if (request.body.name === 'broken')
      throw new Error(`select * from secret_table where key = '${ROOT_KEY}'`)
    written.push(request.body)
    const result = {
      org: request.org,
      name: request.body.name,
      limit: request.query.limit,
      internal: 'dropped',
    }
    return result
  },
})
const needsMembers = route({
  method: 'GET',
  path: '/api/v1/{org_slug}/members',
  operationId: 'members',
  tag: 'Things',
  summary: 'Needs a right the key does not have',
  auth: { kind: 'scope', scope: 'members:write' },
  output: z.object({ ok: z.boolean() }),
  handler: async () => ({ ok: true }),
})
const rootOnly = route({
  method: 'POST',
  path: '/api/v1/admin/bootstrap',
  operationId: 'bootstrap',
  tag: 'Admin',
  summary: 'Operator only',
  auth: { kind: 'root' },
  audit: { action: 'CREATE', resource: 'platform' },
  output: z.object({ ok: z.boolean() }),
  statuses: [201],
  handler: async () => ({ ok: true }),
})
const routes = [putThing, needsMembers, rootOnly]

const asAcme = { 'x-api-key': ACME_KEY }
const put = (over: { url?: string; headers?: Record<string, string>; payload?: object | string } = {}) => ({
  method: 'PUT' as const,
  url: over.url ?? '/api/v1/acme/things/7',
  headers: { 'content-type': 'application/json', ...(over.headers ?? asAcme) },
  payload: over.payload ?? { name: 'lamp' },
})

describe('a route', () => {
  it('parses, answers only what the output schema has, and audits the success', async () => {
    const { app, audited } = await testServer(routes)

    const response = await app.inject(
      put({ url: '/api/v1/ACME/things/7?limit=3', headers: { ...asAcme, 'x-request-id': 'req-1' } }),
    )

    expect(response.json()).toEqual({ org: 'acme', name: 'lamp', limit: 3 })
    expect(response.headers['x-request-id']).toBe('req-1')
    expect(response.headers['x-ratelimit-limit']).toBe('6000')
    expect(audited).toMatchObject([
      {
        orgSlug: 'acme',
        apiKeyId: 'key_acme',
        action: 'UPDATE',
        resourceType: 'thing',
        resourceId: '7',
        status: 'SUCCESS',
        requestId: 'req-1',
      },
    ])
  })

  it('answers 401 without a key or with a wrong one, and does nothing', async () => {
    const { app, audited } = await testServer(routes)
    written.length = 0

    const none = await app.inject(put({ headers: {} }))
    const wrong = await app.inject(put({ headers: { 'x-api-key': 'acme_api_aaaaaaaaaaaaaaaaaaaa' } }))
    const wrongRoot = await app.inject(put({ headers: { 'x-ca-root-key': 'nope', ...asAcme } }))

    expect([none.statusCode, wrong.statusCode, wrongRoot.statusCode]).toEqual([401, 401, 401])
    expect(none.headers['content-type']).toBe('application/problem+json')
    expect(none.json()).toMatchObject({
      code: 'unauthenticated',
      status: 401,
      request_id: none.headers['x-request-id'],
    })
    expect(audited.map((entry) => [entry.orgSlug, entry.status, entry.details.attempted_org])).toEqual(
      Array(3).fill(['SYSTEM', 'DENIED', 'acme']),
    )
    expect(written).toEqual([])
  })

  it('asks for the key that would help: the root key where only the operator may', async () => {
    const { app } = await testServer(routes)

    const operator = (await app.inject({ method: 'POST', url: '/api/v1/admin/bootstrap' })).json()
    const tenant = (await app.inject(put({ headers: {} }))).json()

    expect(operator.detail).toContain('X-CA-Root-Key')
    expect(operator.detail).not.toContain('X-API-Key')
    expect(tenant.detail).toContain('X-API-Key')
  })

  it('writes what a member may not do into their organization’s audit log', async () => {
    const { app, audited } = await testServer(routes, {
      person: {
        kind: 'person',
        userId: 'user_1',
        email: 'ann@example.com',
        name: 'Ann',
        memberships: [{ org: parseOrgSlug('acme'), role: 'viewer' }],
      },
    })
    const headers = { cookie: 'cloudact.session_token=abc', origin: 'http://localhost' }

    await app.inject(put({ headers }))
    await app.inject(put({ url: '/api/v1/globex/things/7', headers }))

    expect(audited.map((entry) => [entry.orgSlug, entry.status])).toEqual([
      ['acme', 'DENIED'],
      ['SYSTEM', 'FAILURE'],
    ])
  })

  it("hides another tenant's organization as absent and changes nothing", async () => {
    const { app, audited } = await testServer(routes)
    written.length = 0

    const foreign = await app.inject(put({ headers: { 'x-api-key': GLOBEX_KEY } }))
    const missing = await app.inject(
      put({ url: '/api/v1/nobody/things/7', headers: { 'x-api-key': GLOBEX_KEY } }),
    )
    const rootMissing = await app.inject(
      put({ url: '/api/v1/nobody/things/7', headers: { 'x-ca-root-key': ROOT_KEY } }),
    )

    expect([foreign.statusCode, missing.statusCode, rootMissing.statusCode]).toEqual([404, 404, 404])
    expect({ ...foreign.json(), request_id: '' }).toEqual({ ...missing.json(), request_id: '' })
    expect(audited[0]).toMatchObject({ orgSlug: 'globex', status: 'FAILURE' })
    expect(written).toEqual([])
  })

  it('answers 403 for a missing scope and for an operator route', async () => {
    const { app, audited } = await testServer(routes)

    const scope = await app.inject({ url: '/api/v1/acme/members', headers: asAcme })
    const operator = await app.inject({ method: 'POST', url: '/api/v1/admin/bootstrap', headers: asAcme })

    expect([scope.statusCode, operator.statusCode]).toEqual([403, 403])
    expect(audited).toMatchObject([{ orgSlug: 'acme', status: 'DENIED', resourceType: 'platform' }])
  })

  it('lets the root key in and uses the first declared status', async () => {
    const { app } = await testServer(routes)
    const headers = { 'x-ca-root-key': ROOT_KEY }

    expect((await app.inject({ url: '/api/v1/acme/members', headers })).statusCode).toBe(200)
    expect((await app.inject({ method: 'POST', url: '/api/v1/admin/bootstrap', headers })).statusCode).toBe(
      201,
    )
  })

  it.each([
    ['malformed JSON', '{"name":', 400, 'malformed_request'],
    ['a prototype key', '{"name":"lamp","__proto__":{}}', 400, 'malformed_request'],
    ['an unknown field', { name: 'lamp', org: 'globex' }, 422, 'invalid_input'],
    ['a wrong type', { name: 7 }, 422, 'invalid_input'],
    ['no body', '', 422, 'invalid_input'],
    ['a NUL character', { name: 'la\u0000mp' }, 422, 'invalid_input'],
    ['half a surrogate pair', '{"name":"\\ud800x"}', 422, 'invalid_input'],
  ])('refuses %s', async (_, payload, status, code) => {
    const { app, audited } = await testServer(routes)
    written.length = 0

    const response = await app.inject(put({ payload }))

    expect([response.statusCode, response.json().code]).toEqual([status, code])
    expect(audited).toMatchObject([{ status: 'FAILURE' }])
    expect(written).toEqual([])
  })

  it.each([
    ['a query parameter it does not know', put({ url: '/api/v1/acme/things/7?colour=red' }), 'query.colour'],
    ['any query parameter where it takes none', { url: '/api/v1/acme/members?colour=red' }, 'query.colour'],
    [
      'any field where it takes no body',
      { method: 'POST' as const, url: '/api/v1/admin/bootstrap', payload: { force: true } },
      'body.force',
    ],
  ])('refuses %s', async (_, request, fault) => {
    const { app } = await testServer(routes)

    const response = await app.inject({ ...request, headers: { 'x-ca-root-key': ROOT_KEY } })

    expect([response.statusCode, response.json().errors[0].path]).toEqual([422, fault])
  })

  it('takes an empty body where it takes none', async () => {
    const { app } = await testServer(routes)
    const headers = { 'x-ca-root-key': ROOT_KEY }

    const response = await app.inject({
      method: 'POST',
      url: '/api/v1/admin/bootstrap',
      headers,
      payload: {},
    })

    expect(response.statusCode).toBe(201)
  })

  it('refuses bytes that are not UTF-8', async () => {
    const { app } = await testServer(routes)

    const response = await app.inject({ ...put(), payload: Buffer.from([0x7b, 0x22, 0xff, 0x22, 0x7d]) })

    expect(response.statusCode).toBe(422)
  })

  it('names every fault of query and body at once, without the values', async () => {
    const { app } = await testServer(routes)

    const response = await app.inject(
      put({ url: '/api/v1/acme/things/7?limit=99&colour=red', payload: { name: 'x', extra: 'hush-hush' } }),
    )

    expect(response.json().errors.map((fault: { path: string }) => fault.path)).toEqual([
      'query.limit',
      'query.colour',
      'body.name',
      'body.extra',
    ])
    expect(response.body).not.toContain('hush-hush')
  })

  it.each(['..%2f..%2fetc', 'ac%00me', 'a'.repeat(51), '%E2%82%AC%E2%82%AC%E2%82%AC', 'ac-me'])(
    'refuses the slug %s',
    async (slug) => {
      const { app } = await testServer(routes)

      expect((await app.inject(put({ url: `/api/v1/${slug}/things/7` }))).statusCode).toBe(422)
    },
  )

  it('answers 404 for an unknown path, 405 for a known one, 415 and 413 for unfit bodies', async () => {
    const { app } = await testServer(routes, { config: { bodyLimitBytes: 100 } })

    const method = await app.inject({ method: 'PATCH', url: '/api/v1/acme/things/7', headers: asAcme })
    const media = await app.inject(
      put({ headers: { ...asAcme, 'content-type': 'text/xml' }, payload: '<x/>' }),
    )
    const large = await app.inject(put({ payload: { name: 'x'.repeat(200) } }))

    expect((await app.inject({ url: '/api/v1/nothing' })).json().code).toBe('not_found')
    expect([method.statusCode, method.headers.allow]).toEqual([405, 'PUT'])
    expect([media.statusCode, large.statusCode, large.json().code]).toEqual([415, 413, 'payload_too_large'])
  })

  it('tells the caller nothing of an internal failure, and the log everything but the secrets', async () => {
    const { app, lines, audited } = await testServer(routes)

    const response = await app.inject(put({ payload: { name: 'broken' } }))

    expect(response.statusCode).toBe(500)
    expect(response.body).not.toMatch(/select|secret_table|at .*\.ts/)
    expect(lines.join('')).toContain('secret_table')
    expect(lines.join('')).not.toContain(ROOT_KEY)
    expect(audited[0]?.errorMessage).not.toContain('secret_table')
  })

  it('answers although the audit log is down, and counts it', async () => {
    const { app, metrics, lines } = await testServer(routes, {
      audit: () => Promise.reject(new Error('disk')),
    })

    expect((await app.inject(put())).statusCode).toBe(200)
    expect((await metrics.auditFailures.get()).values[0]?.value).toBe(1)
    expect(lines.join('')).toContain('audit row not written')
  })

  it('does not serve a change that is not audited', async () => {
    await expect(testServer([{ ...putThing, audit: undefined }])).rejects.toThrow(/not audited/)
  })
})

describe('a route that would ignore query parameters', () => {
  it('is not served', async () => {
    const loose = { ...needsMembers, query: z.object({ limit: z.string().optional() }) }

    await expect(testServer([loose])).rejects.toThrow(/unknown query parameters/)
  })
})

describe('a session cookie', () => {
  const person = {
    kind: 'person' as const,
    userId: 'user_1',
    email: 'ann@example.com',
    name: 'Ann',
    memberships: [{ org: parseOrgSlug('acme'), role: 'viewer' as const }],
  }
  const editor = { ...person, memberships: [{ org: parseOrgSlug('acme'), role: 'admin' as const }] }
  const cookie = { cookie: 'cloudact.session_token=abc' }

  it('carries the role of the organization in the path', async () => {
    const { app } = await testServer(routes, { person })

    expect((await app.inject(put({ headers: { ...cookie, origin: 'http://localhost' } }))).statusCode).toBe(
      403,
    )
    expect(
      (
        await app.inject(
          put({ url: '/api/v1/globex/things/1', headers: { ...cookie, origin: 'http://localhost' } }),
        )
      ).statusCode,
    ).toBe(404)
  })

  it('changes things only from our own pages', async () => {
    const { app } = await testServer(routes, {
      person: editor,
      config: { trustedOrigins: ['https://app.example.com'] },
    })
    const from = async (headers: Record<string, string>) =>
      (await app.inject(put({ headers: { ...cookie, ...headers } }))).statusCode

    expect(await from({ origin: 'https://evil.example.com' })).toBe(403)
    expect(await from({})).toBe(403)
    expect(await from({ origin: 'null' })).toBe(403)
    expect(await from({ origin: 'https://app.example.com' })).toBe(200)
    expect(await from({ origin: 'http://localhost:80', host: 'localhost' })).toBe(200)
  })
})

describe('an access token', () => {
  const person = {
    kind: 'person' as const,
    userId: 'user_1',
    email: 'ann@example.com',
    name: 'Ann',
    byToken: true as const,
    memberships: [{ org: parseOrgSlug('acme'), role: 'admin' as const }],
  }
  const resolveToken = async (token: string) => {
    if (token !== 'good') throw new AppError('unauthenticated', 'The access token is not valid.')
    return person
  }
  const bearer = (token: string) => ({ authorization: `Bearer ${token}` })

  it('is enough for a change, because no browser sends it by itself', async () => {
    const { app } = await testServer(routes, { resolveToken })

    expect((await app.inject(put({ headers: bearer('good') }))).statusCode).toBe(200)
  })

  it('is refused when it is wrong, even beside a good cookie, and counts as a failed sign-in', async () => {
    const { app, metrics } = await testServer(routes, { resolveToken, person })

    const response = await app.inject(put({ headers: { ...bearer('bad'), cookie: 'a=b' } }))

    expect(response.statusCode).toBe(401)
    expect((await metrics.authFailures.get()).values[0]?.value).toBe(1)
  })

  it('does not free a cookie from coming from our own pages where no tokens are issued', async () => {
    const { byToken: _, ...signedIn } = person
    const { app } = await testServer(routes, { person: signedIn })

    expect((await app.inject(put({ headers: { ...bearer('good'), cookie: 'a=b' } }))).statusCode).toBe(403)
  })
})
