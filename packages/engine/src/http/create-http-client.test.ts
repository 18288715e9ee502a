import { gzipSync } from 'node:zlib'
import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { afterEach, describe, expect, it } from 'vitest'
import { FakeTimers } from '../testing/fake-timers.ts'
import { testCatalog } from '../testing/test-catalog.ts'
import { TestLogger } from '../testing/test-logger.ts'
import {
  vendorServer,
  type VendorAnswer,
  type VendorRequest,
  type VendorServer,
} from '../testing/vendor-server.ts'
import { systemTimers, type Timers } from '../timers.ts'
import { createHttpClient } from './create-http-client.ts'
import { RateLimiter } from './rate-limiter.ts'

const servers: VendorServer[] = []
afterEach(async () => {
  await Promise.all(servers.splice(0).map((server) => server.close()))
})

async function vendor(
  answer: (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>,
): Promise<VendorServer> {
  const server = await vendorServer(answer)
  servers.push(server)
  return server
}

/** Sleeps return at once and are remembered; deadlines are real. */
function impatient(): { timers: Timers; waits: number[] } {
  const waits: number[] = []
  return {
    waits,
    timers: {
      ...systemTimers,
      sleep: async (milliseconds, signal) => {
        waits.push(Math.round(milliseconds))
        signal?.throwIfAborted()
      },
    },
  }
}

function client(baseUrl: string | undefined, timers: Timers = systemTimers, log = new TestLogger()) {
  const catalog = testCatalog({
    providers: {
      vendor: {
        type: 'saas',
        status: 'active',
        display_name: 'Vendor',
        credential_type: 'api_key',
        credential_fields: [],
        api_base_url: baseUrl,
        rate_limit: { requests_per_minute: 60_000 },
      },
    },
  })
  return createHttpClient({
    org: parseOrgSlug('acme'),
    catalog,
    limiter: new RateLimiter(timers),
    timers,
    log,
    random: () => 1,
  })
}

const rejection = (code: string, message: string | RegExp) => ({
  code,
  message: typeof message === 'string' ? expect.stringContaining(message) : expect.stringMatching(message),
})

describe('http client: where it may go', () => {
  it.each([
    'https://127.0.0.1/x',
    'https://localhost/x',
    'https://[::1]/x',
    'https://10.1.2.3/x',
    'https://192.168.0.1/x',
    'https://172.16.0.1/x',
    'https://100.64.0.1/x',
    'https://169.254.169.254/latest/meta-data',
    'https://[fd00:ec2::254]/latest',
    'https://[::ffff:10.0.0.1]/x',
    'https://[64:ff9b::a00:1]/x',
    'https://0x7f.1/x',
    'https://2130706433/x',
    'https://0.0.0.0/x',
    'http://example.com/x',
    'http://127.0.0.1:9/x',
    'ftp://example.com/x',
    'file:///etc/passwd',
  ])('refuses %s', async (url) => {
    await expect(client('https://api.vendor.example').send('vendor', { url })).rejects.toMatchObject(
      rejection('invalid_input', 'refused'),
    )
  })

  it('refuses a name that resolves to a private address, however public it looks', async () => {
    // `localhost` under its registered base is allowed; the same address under any other name or port is not.
    await expect(
      client('http://127.0.0.1:1').send('vendor', { url: 'https://localhost:1/' }),
    ).rejects.toMatchObject(rejection('invalid_input', 'not a public address'))
  })

  it('refuses credentials inside the URL', async () => {
    await expect(
      client(undefined).send('vendor', { url: 'https://user:pass@example.com/' }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
  })

  it('allows plain http on loopback only at the registered origin', async () => {
    const registered = await vendor(() => ({ body: { ok: true } }))
    const other = await vendor(() => ({ body: { ok: true } }))
    const http = client(`${registered.url}/v1`)
    expect(await http.send('vendor', { url: `${registered.url}/v1/models` })).toMatchObject({
      status: 200,
      text: '{"ok":true}',
    })
    await expect(http.send('vendor', { url: `${other.url}/` })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    expect(other.requests).toEqual([])
  })

  it('checks every redirect', async () => {
    const other = await vendor(() => ({ body: {} }))
    const server = await vendor(({ path }) =>
      path === '/in'
        ? { status: 302, headers: { location: '/out' } }
        : path === '/out'
          ? { body: 'arrived' }
          : { status: 302, headers: { location: path === '/meta' ? 'http://169.254.169.254/' : other.url } },
    )
    const http = client(server.url)
    expect(await http.send('vendor', { url: `${server.url}/in` })).toMatchObject({ text: 'arrived' })
    await expect(http.send('vendor', { url: `${server.url}/meta` })).rejects.toMatchObject({
      code: 'invalid_input',
    })
    await expect(
      http.send('vendor', { url: `${server.url}/other`, headers: { authorization: 'Bearer x' } }),
    ).rejects.toMatchObject({ code: 'invalid_input' })
    expect(other.requests).toEqual([])
  })

  it('ends a redirect loop', async () => {
    const server = await vendor(() => ({ status: 302, headers: { location: '/again' } }))
    await expect(client(server.url).send('vendor', { url: server.url })).rejects.toMatchObject(
      rejection('invalid_input', 'redirects more than'),
    )
  })
})

describe('http client: when the vendor falters', () => {
  it('waits as long as Retry-After says, at most 120 s', async () => {
    const { timers, waits } = impatient()
    const server = await vendor(({ number }) =>
      number <= 2 ? { status: 429, headers: { 'retry-after': number === 1 ? '7' : '86400' } } : { body: {} },
    )
    expect(await client(server.url, timers).send('vendor', { url: server.url })).toMatchObject({
      status: 200,
    })
    expect(waits.filter((wait) => wait >= 5_000).map((wait) => Math.round(wait / 1_000))).toEqual(
      expect.arrayContaining([7, 120]),
    )
    expect(Math.max(...waits)).toBeLessThanOrEqual(120_000)
  })

  it('backs off exponentially on 429 without Retry-After and on 5xx, then says what happened', async () => {
    const { timers, waits } = impatient()
    const server = await vendor(({ number }) => ({ status: number % 2 ? 429 : 503 }))
    await expect(
      client(server.url, timers).send('vendor', { url: `${server.url}/usage?key=top-secret` }),
    ).rejects.toMatchObject(
      rejection('rate_limited', /^Vendor limits the rate of calls \(http:\/\/127.0.0.1:\d+\/usage\)/),
    )
    expect(server.requests).toHaveLength(5)
    expect(waits).toEqual([1_000, 2_000, 4_000, 8_000])
  })

  it('returns every other answer below 500', async () => {
    const server = await vendor(() => ({ status: 404, body: { error: 'no' } }))
    expect(await client(server.url).send('vendor', { url: server.url })).toMatchObject({
      status: 404,
      text: '{"error":"no"}',
    })
  })

  it('asks again when the connection is cut in the middle of the body', async () => {
    const { timers } = impatient()
    const server = await vendor(({ number }) =>
      number === 1 ? { body: { data: 'x'.repeat(5_000) }, cutAfter: 100 } : { body: 'whole' },
    )
    expect(await client(server.url, timers).send('vendor', { url: server.url })).toMatchObject({
      text: 'whole',
    })
  })

  it('calls a vendor that is gone unavailable, without the query in the message', async () => {
    const { timers } = impatient()
    const server = await vendor(() => ({}))
    await server.close()
    servers.length = 0
    const log = new TestLogger()
    const failed = client(server.url, timers, log).send('vendor', {
      url: `${server.url}/usage?api_key=top-secret`,
    })
    await expect(failed).rejects.toMatchObject(
      rejection('provider_unavailable', 'Vendor could not be reached: the connection was refused'),
    )
    await failed.catch((error: unknown) => expect(String(error)).not.toContain('top-secret'))
    expect(log.text()).not.toContain('top-secret')
  })

  it('gives up on a vendor that does not answer in time', async () => {
    const timers = new FakeTimers()
    const server = await vendor(() => ({ hang: true }))
    const sent = client(server.url, timers).send('vendor', {
      url: server.url,
      timeoutSeconds: 5,
      maxAttempts: 1,
    })
    sent.catch(() => {})
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    await timers.advance(5_000)
    await expect(sent).rejects.toMatchObject(rejection('timeout', 'did not answer within 5 s'))
  })

  it('stops at once when aborted, with the reason it was given', async () => {
    const server = await vendor(() => ({ hang: true }))
    const abort = new AbortController()
    const sent = client(server.url).send('vendor', { url: server.url, signal: abort.signal })
    sent.catch(() => {})
    while (server.requests.length === 0) await new Promise((resolve) => setImmediate(resolve))
    abort.abort(new AppError('cancelled', 'Enough.'))
    await expect(sent).rejects.toMatchObject({ code: 'cancelled' })
  })

  it('refuses an answer above the size limit, also when it is compressed', async () => {
    const bomb = gzipSync(Buffer.alloc(1_000_000))
    const { createServer } = await import('node:http')
    const server = createServer((_, outgoing) =>
      outgoing.writeHead(200, { 'content-encoding': 'gzip' }).end(bomb),
    )
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    const address = server.address()
    const url = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`
    const catalog = testCatalog({
      providers: {
        vendor: {
          type: 'saas',
          status: 'active',
          display_name: 'Vendor',
          credential_type: 'api_key',
          credential_fields: [],
          api_base_url: url,
        },
      },
    })
    const http = createHttpClient({
      org: parseOrgSlug('acme'),
      catalog,
      limiter: new RateLimiter(systemTimers),
      timers: systemTimers,
      log: new TestLogger(),
      random: () => 0,
      maxBodyBytes: 10_000,
    })
    await expect(http.send('vendor', { url })).rejects.toMatchObject(
      rejection('invalid_input', 'larger than'),
    )
    expect(bomb.length).toBeLessThan(10_000)
    server.closeAllConnections()
    server.close()
  })

  it('fetchFor is a fetch under the same guard', async () => {
    const server = await vendor(({ body, headers }) => ({ body: { echo: body, key: headers['x-key'] } }))
    const fetch = client(server.url).fetchFor('vendor')
    const response = await fetch(`${server.url}/v1`, {
      method: 'POST',
      body: 'hello',
      headers: { 'x-key': 'k' },
    })
    expect(await response.json()).toEqual({ echo: 'hello', key: 'k' })
    await expect(fetch('https://10.0.0.1/')).rejects.toMatchObject({ code: 'invalid_input' })
  })
})
