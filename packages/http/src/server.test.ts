import { request as httpRequest } from 'node:http'
import { connect, type AddressInfo } from 'node:net'
import { setTimeout as wait } from 'node:timers/promises'
import { hashApiKey } from '@cloudact/security/api-key'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { registerHealth } from './health.ts'
import { routeOf } from './route.ts'
import { ACME_KEY, testServer } from './testing/test-server.ts'

const route = routeOf<undefined>()
const base = {
  method: 'GET',
  tag: 'Things',
  summary: 'A thing',
  auth: { kind: 'scope', scope: 'org:read' },
} as const
const asAcme = { 'x-api-key': ACME_KEY }

const plain = route({
  ...base,
  path: '/api/v1/{org_slug}/thing',
  operationId: 'thing',
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(100).default(20) }),
  output: z.object({ amount: z.string(), note: z.string().nullable() }).meta({ id: 'Thing' }),
  handler: async () => ({ amount: '1.5', note: null }),
})

function streaming(chunks: () => AsyncGenerator<string>) {
  return route({
    ...base,
    path: '/api/v1/{org_slug}/export',
    operationId: 'export',
    streams: ['text/csv'],
    handler: async () => ({ contentType: 'text/csv', fileName: 'costs "2026".csv', chunks: chunks() }),
  })
}

describe('the server', () => {
  it('describes its routes as OpenAPI 3.1, from the schemas that check them, and lists nothing else', async () => {
    const { app } = await testServer([plain])

    const document = (await app.inject('/openapi.json')).json()

    expect(document.openapi).toBe('3.1.0')
    expect(Object.keys(document.paths)).toEqual(['/api/v1/{org_slug}/thing'])
    const operation = document.paths['/api/v1/{org_slug}/thing'].get
    expect(operation).toMatchObject({
      operationId: 'thing',
      security: [{ organizationKey: [] }, { session: [] }, { rootKey: [] }],
      responses: {
        200: { content: { 'application/json': { schema: { $ref: '#/components/schemas/Thing' } } } },
      },
    })
    expect(operation.parameters).toContainEqual(
      expect.objectContaining({
        in: 'query',
        name: 'limit',
        required: false,
        schema: expect.objectContaining({ maximum: 100 }),
      }),
    )
    expect(document.components.schemas).toHaveProperty('Problem')
    expect((await app.inject('/docs')).statusCode).toBe(200)
  })

  it('sends headers that keep a browser safe, and CORS only to listed origins', async () => {
    const { app } = await testServer([plain], {
      config: { corsOrigins: ['https://app.example.com'], production: true },
    })
    const get = (origin: string) => app.inject({ url: '/api/v1/acme/thing', headers: { ...asAcme, origin } })

    const ours = await get('https://app.example.com')
    const other = await get('https://evil.example.com')

    expect(ours.headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'access-control-allow-origin': 'https://app.example.com',
      'access-control-allow-credentials': 'true',
    })
    expect(ours.headers['content-security-policy']).toContain("default-src 'none'")
    expect(ours.headers['strict-transport-security']).toBeDefined()
    expect(other.headers['access-control-allow-origin']).toBeUndefined()
  })

  it.each([
    ['an undecodable address', '/api/v1/%zz/thing', 400, 'malformed_request'],
    ['a segment longer than any name', `/api/v1/${'a'.repeat(9_000)}/thing`, 422, 'invalid_input'],
    ['an address that is no URL', '//', 404, 'not_found'],
    ['another scheme in the address', '//[/x', 404, 'not_found'],
  ])('answers %s, and lives on', async (_what, url, status, code) => {
    const { app } = await testServer([plain])
    await app.listen({ host: '127.0.0.1', port: 0 })
    const { port } = app.server.address() as AddressInfo

    const answer = await new Promise<{ status?: number; headers: Record<string, unknown>; body: string }>(
      (resolve, reject) => {
        const request = httpRequest(
          { host: '127.0.0.1', port, path: url, headers: { 'x-request-id': 'mine' } },
          (response) => {
            let body = ''
            response.on('data', (chunk) => (body += String(chunk)))
            response.on('end', () =>
              resolve({
                ...(response.statusCode && { status: response.statusCode }),
                headers: response.headers,
                body,
              }),
            )
          },
        )
        request.on('error', reject).end()
      },
    )

    expect(answer.status).toBe(status)
    expect(answer.headers).toMatchObject({
      'content-type': 'application/problem+json',
      'x-request-id': 'mine',
    })
    expect(JSON.parse(answer.body)).toMatchObject({ status, code, request_id: 'mine' })
    expect((await app.inject({ url: '/api/v1/acme/thing', headers: asAcme })).statusCode).toBe(200)
    await app.close()
  })

  it('accepts ordinary user agents and cookies that look like markup or SQL', async () => {
    const { app } = await testServer([plain])

    const response = await app.inject({
      url: '/api/v1/acme/thing',
      headers: { ...asAcme, 'user-agent': 'onclick=1; select ../ drop table', referer: 'https://x/../y' },
    })

    expect(response.statusCode).toBe(200)
  })

  it('refuses oversized headers with a problem body', async () => {
    const { app } = await testServer([plain])
    await app.listen({ host: '127.0.0.1', port: 0 })

    const answer = await new Promise<string>((resolve, reject) => {
      const socket = connect((app.server.address() as AddressInfo).port, '127.0.0.1')
      let text = ''
      socket.on('data', (chunk) => (text += chunk.toString()))
      socket.on('close', () => resolve(text))
      socket.on('error', reject)
      socket.write(`GET / HTTP/1.1\r\nHost: x\r\nX-Large: ${'a'.repeat(20_000)}\r\n\r\n`)
    })
    await app.close()

    expect(answer).toMatch(/^HTTP\/1\.1 431 /)
    expect(answer).toContain('headers_too_large')
  })

  it('stops accepting a revoked key within a second', async () => {
    const { app, keys, clock } = await testServer([plain])
    const get = async () => (await app.inject({ url: '/api/v1/acme/thing', headers: asAcme })).statusCode

    expect(await get()).toBe(200)
    keys.delete(hashApiKey(ACME_KEY))
    clock.time += 1_000

    expect(await get()).toBe(401)
  })

  it('streams a body with a harmless file name', async () => {
    const { app } = await testServer([
      streaming(async function* () {
        yield 'a,b\n'
        yield '1,2\n'
      }),
    ])

    const response = await app.inject({ url: '/api/v1/acme/export', headers: asAcme })

    expect(response.body).toBe('a,b\n1,2\n')
    expect(response.headers['content-disposition']).toBe('attachment; filename="costs__2026_.csv"')
  })

  it('answers a problem when a stream fails before its first chunk, and breaks off when it fails later', async () => {
    const early = await testServer([
      streaming(async function* () {
        throw new Error('no rows')
      }),
    ])
    expect((await early.app.inject({ url: '/api/v1/acme/export', headers: asAcme })).statusCode).toBe(500)

    const late = await testServer([
      streaming(async function* () {
        yield 'a,b\n'
        throw new Error('disk')
      }),
    ])
    const address = await late.app.listen({ host: '127.0.0.1', port: 0 })
    await expect(
      fetch(`${address}/api/v1/acme/export`, { headers: asAcme }).then((response) => response.text()),
    ).rejects.toThrow()
    await late.app.close()
  })

  it('aborts the work when the client goes away', async () => {
    const aborted = Promise.withResolvers<null>()
    const started = Promise.withResolvers<null>()
    const slow = route({
      ...base,
      path: '/api/v1/{org_slug}/slow',
      operationId: 'slow',
      output: z.object({}),
      handler: async (request) => {
        request.signal.addEventListener('abort', () => aborted.resolve(null))
        started.resolve(null)
        await aborted.promise
        return {}
      },
    })
    const { app } = await testServer([slow])
    const address = await app.listen({ host: '127.0.0.1', port: 0 })

    const client = httpRequest(`${address}/api/v1/acme/slow`, { headers: asAcme })
    client.on('error', () => undefined)
    client.end()
    await started.promise
    client.destroy()

    await expect(
      Promise.race([aborted.promise.then(() => 'aborted'), wait(5_000, 'not aborted')]),
    ).resolves.toBe('aborted')
    await app.close()
  })

  it('lets an open request end when it closes, and takes no new one', async () => {
    const gate = Promise.withResolvers<null>()
    const started = Promise.withResolvers<null>()
    const slow = route({
      ...base,
      path: '/api/v1/{org_slug}/slow',
      operationId: 'slow',
      output: z.object({ done: z.boolean() }),
      handler: async () => {
        started.resolve(null)
        await gate.promise
        return { done: true }
      },
    })
    const { app } = await testServer([slow])
    const address = await app.listen({ host: '127.0.0.1', port: 0 })

    const open = fetch(`${address}/api/v1/acme/slow`, { headers: asAcme })
    await started.promise
    const closing = app.close()
    await expect.poll(() => app.server.listening).toBe(false)
    await expect(fetch(`${address}/api/v1/acme/slow`, { headers: asAcme })).rejects.toThrow()
    gate.resolve(null)

    await expect(open.then((response) => response.json())).resolves.toEqual({ done: true })
    await closing
  })

  it('gives up on requests that do not end, so that closing always does', async () => {
    const started = Promise.withResolvers<null>()
    const endless = route({
      ...base,
      path: '/api/v1/{org_slug}/endless',
      operationId: 'endless',
      output: z.object({}),
      handler: async (request) => {
        started.resolve(null)
        await new Promise((_, reject) => {
          request.signal.addEventListener('abort', () => reject(request.signal.reason as Error))
        })
        return {}
      },
    })
    const { app } = await testServer([endless], { closeGraceMilliseconds: 10 })
    const address = await app.listen({ host: '127.0.0.1', port: 0 })

    const open = fetch(`${address}/api/v1/acme/endless`, { headers: asAcme })
    await started.promise
    await app.close()

    expect((await open).status).toBe(503)
  })

  it('counts requests by route pattern, never by path', async () => {
    const { app, metrics } = await testServer([plain])

    await app.inject({ url: '/api/v1/acme/thing', headers: asAcme })
    await app.inject('/nowhere/42')

    const text = await metrics.registry.metrics()
    expect(text).toContain(
      'http_requests_total{method="GET",route="/api/v1/:org_slug/thing",status="200",service="test"} 1',
    )
    expect(text).toContain('route="unmatched",status="404"')
    expect(text).not.toMatch(/acme|nowhere/)
  })
})

describe('health', () => {
  const serve = async (check: () => Promise<unknown>) => {
    const { app } = await testServer([plain], {
      extend: (server, metrics) =>
        registerHealth(server, {
          name: 'api',
          version: '1.0.0',
          metrics,
          checks: { database: check },
          demo: () => 'loading',
        }),
    })
    return app
  }

  it('tells alive from ready and names the failed check without its error', async () => {
    const healthy = await serve(async () => undefined)
    const broken = await serve(async () => {
      throw new Error('postgres://user:password@host')
    })

    expect((await healthy.inject('/health')).json()).toMatchObject({
      status: 'healthy',
      demo: 'loading',
      version: '1.0.0',
    })
    expect((await healthy.inject('/health/ready')).json()).toEqual({
      status: 'ready',
      checks: { database: 'ok' },
    })
    const refused = await broken.inject('/health/ready')
    expect([refused.statusCode, refused.json()]).toEqual([
      503,
      { status: 'not_ready', checks: { database: 'failed' } },
    ])
    expect((await broken.inject('/health/live')).statusCode).toBe(200)
    expect((await healthy.inject('/metrics')).body).toContain('process_cpu_user_seconds_total')
  })
})
