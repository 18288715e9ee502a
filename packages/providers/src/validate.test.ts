import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { Provider } from '@cloudact/catalog/provider'
import { startAnthropicSimulator } from '@cloudact/simulators/anthropic/server'
import { startOpenAiSimulator } from '@cloudact/simulators/openai/server'
import { afterEach, describe, expect, test } from 'vitest'
import { catalogAt } from './genai/testing/vendor-context.ts'
import { validateCredential } from './validate.ts'

const closers: (() => void)[] = []
afterEach(() => closers.splice(0).forEach((close) => close()))

async function vendor(
  handler: (request: IncomingMessage, response: ServerResponse) => void,
): Promise<string> {
  const server = createServer(handler).listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  closers.push(() => (server.closeAllConnections(), server.close()))
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`
}

function registryEntry(overrides: Record<string, unknown>): Provider {
  return Provider.parse({
    type: 'genai',
    status: 'active',
    display_name: 'Acme AI',
    credential_type: 'api_key',
    credential_fields: [
      {
        name: 'api_key',
        label: 'Admin key',
        secret: true,
        pattern: '^sk-admin-',
        pattern_message: 'Use an admin key.',
      },
    ],
    auth_header: 'Authorization',
    auth_prefix: 'Bearer',
    validation: {
      kind: 'http',
      calls: [{ name: 'costs', path: '/costs?start_time=${unix_yesterday}&day=${yesterday}' }],
    },
    ...overrides,
  })
}

const secrets = { api_key: 'sk-admin-secret-value' }
const clock = { now: () => Date.parse('2026-03-01T10:00:00Z') }

describe('validateCredential', () => {
  test('sends the key and expands the dates of the path', async () => {
    const seen: (string | undefined)[] = []
    const url = await vendor((request, response) => {
      seen.push(request.url, request.headers.authorization)
      response.end('{}')
    })
    const result = await validateCredential({
      provider: 'acme',
      providerConfig: registryEntry({ api_base_url: url }),
      secrets,
      clock,
    })
    expect(result.status).toBe('VALID')
    expect(seen).toEqual(['/v1/costs?start_time=1772236800&day=2026-02-28', 'Bearer sk-admin-secret-value'])
  })

  test.each([401, 403, 404])('a %s is INVALID and the message holds no secret', async (status) => {
    const url = await vendor((_, response) => response.writeHead(status).end('sk-admin-secret-value'))
    const result = await validateCredential({
      provider: 'acme',
      providerConfig: registryEntry({ api_base_url: url }),
      secrets,
      clock,
    })
    expect(result.status).toBe('INVALID')
    expect(JSON.stringify(result)).not.toContain('secret-value')
  })

  test('a malformed key is INVALID without a call', async () => {
    const result = await validateCredential({
      provider: 'acme',
      providerConfig: registryEntry({ api_base_url: 'http://127.0.0.1:1' }),
      secrets: { api_key: 'sk-proj-1' },
    })
    expect(result).toMatchObject({ status: 'INVALID', message: 'Use an admin key.' })
  })

  test('a refused optional call makes it PARTIAL_VALID with the remedy', async () => {
    const url = await vendor((request, response) =>
      response.writeHead(request.url === '/v1/a' ? 200 : 403).end('{}'),
    )
    const calls = [
      { name: 'usage', path: '/a' },
      { name: 'costs', path: '/b', optional: true, remedy: 'Grant the billing scope.' },
    ]
    const providerConfig = registryEntry({ api_base_url: url, validation: { kind: 'http', calls } })
    const result = await validateCredential({ provider: 'acme', providerConfig, secrets, clock })
    expect(result.status).toBe('PARTIAL_VALID')
    expect(result.message).toContain('Grant the billing scope.')
    expect(result.checks.map((check) => check.ok)).toEqual([true, false])
  })

  test.each([
    ['is known to the vendor: PARTIAL_VALID with the remedy of what was refused', 200, 'PARTIAL_VALID'],
    ['is unknown: INVALID', 401, 'INVALID'],
  ])('a key without access that %s', async (_, status, verdict) => {
    const url = await vendor((request, response) =>
      response.writeHead(request.url === '/v1/models' ? status : 401).end('{}'),
    )
    const calls = [
      { name: 'models', path: '/models', identifies: true },
      { name: 'usage', path: '/usage', remedy: 'Create an admin key.' },
    ]
    const providerConfig = registryEntry({ api_base_url: url, validation: { kind: 'http', calls } })
    const result = await validateCredential({ provider: 'acme', providerConfig, secrets, clock })
    expect(result.status).toBe(verdict)
    expect(result.message).toContain('Create an admin key.')
    expect(result.checks.map((check) => check.name)).toEqual(['usage', 'models'])
  })

  test('a key with access is not asked who it is', async () => {
    const seen: unknown[] = []
    const url = await vendor((request, response) => {
      seen.push(request.url)
      response.end('{}')
    })
    const calls = [
      { name: 'models', path: '/models', identifies: true },
      { name: 'usage', path: '/usage' },
    ]
    const providerConfig = registryEntry({ api_base_url: url, validation: { kind: 'http', calls } })
    const result = await validateCredential({ provider: 'acme', providerConfig, secrets, clock })
    expect([result.status, seen]).toEqual(['VALID', ['/v1/usage']])
  })

  test('a 200 that says no (Slack) is INVALID', async () => {
    const url = await vendor((_, response) => response.end('{"ok":false,"error":"invalid_auth"}'))
    const calls = [{ name: 'auth', path: '/auth.test', expect_json_path: 'ok' }]
    const providerConfig = registryEntry({ api_base_url: url, validation: { kind: 'http', calls } })
    expect((await validateCredential({ provider: 'acme', providerConfig, secrets, clock })).status).toBe(
      'INVALID',
    )
  })

  test.each([429, 500, 503])(
    'a %s says nothing about the credential: provider_unavailable',
    async (status) => {
      const url = await vendor((_, response) => response.writeHead(status).end())
      const attempt = validateCredential({
        provider: 'acme',
        providerConfig: registryEntry({ api_base_url: url }),
        secrets,
        clock,
      })
      await expect(attempt).rejects.toMatchObject({ code: 'provider_unavailable' })
    },
  )

  test('a vendor that cannot be reached is provider_unavailable', async () => {
    const providerConfig = registryEntry({ api_base_url: 'http://127.0.0.1:9' })
    await expect(
      validateCredential({ provider: 'acme', providerConfig, secrets, clock }),
    ).rejects.toMatchObject({
      code: 'provider_unavailable',
    })
  })

  test.each(['http://vendor.example/v1', 'https://169.254.169.254/v1', 'https://10.0.0.7/v1'])(
    'no credential is sent to %s',
    async (api_base_url) => {
      const attempt = validateCredential({
        provider: 'acme',
        providerConfig: registryEntry({ api_base_url }),
        secrets,
        clock,
      })
      await expect(attempt).rejects.toMatchObject({ code: 'invalid_input' })
    },
  )

  test('a redirect is not followed: the credential stays with its host', async () => {
    const url = await vendor((_, response) =>
      response.writeHead(302, { location: 'http://127.0.0.1:9/steal' }).end(),
    )
    const result = await validateCredential({
      provider: 'acme',
      providerConfig: registryEntry({ api_base_url: url }),
      secrets,
      clock,
    })
    expect(result.status).toBe('INVALID')
  })

  test('an unknown validator is a configuration error', async () => {
    const providerConfig = registryEntry({ validation: { kind: 'code', validator: 'no-such' } })
    await expect(validateCredential({ provider: 'acme', providerConfig, secrets })).rejects.toMatchObject({
      code: 'config_invalid',
    })
  })
})

describe("the registry's entry for OpenAI", () => {
  const admin = 'sk-admin-0123456789'
  async function check(key: string) {
    const simulator = await startOpenAiSimulator({ adminKeys: [admin], limitedKeys: ['sk-admin-limited'] })
    closers.push(() => void simulator.close())
    const providerConfig = catalogAt(simulator.url).providers.get('openai')!
    return validateCredential({ provider: 'openai', providerConfig, secrets: { api_key: key } })
  }

  test.each([
    ['an admin key', admin, 'VALID'],
    ['an admin key nobody issued', 'sk-admin-9876543210', 'INVALID'],
    ['an admin key without the scope', 'sk-admin-limited', 'INVALID'],
    ['a project key', 'sk-proj-0123456789', 'INVALID'],
  ])('%s', async (_, key, status) => {
    expect((await check(key)).status).toBe(status)
  })
})

describe('Anthropic, against its simulator', () => {
  const ADMIN = 'sk-ant-admin01-0123456789abcdefghij'
  const LIMITED = 'sk-ant-admin01-without-permission'
  const MODEL = 'sk-ant-api03-0123456789abcdefghij'

  test.each([
    ['an admin key', ADMIN, 'VALID', ['Read usage', 'Read costs']],
    ['an admin key without the permission', LIMITED, 'PARTIAL_VALID', ['Read usage', 'List models']],
    ['a key that lists models but cannot read usage', MODEL, 'PARTIAL_VALID', ['Read usage', 'List models']],
    ['a key nobody knows', 'sk-ant-api03-unknown', 'INVALID', ['Read usage', 'List models']],
    ['a key of another vendor', 'sk-proj-0123456789', 'INVALID', ['api_key']],
  ])('%s', async (_, key, status, calls) => {
    const simulator = await startAnthropicSimulator({
      adminKeys: [ADMIN],
      limitedKeys: [LIMITED],
      modelKeys: [MODEL],
    })
    closers.push(() => void simulator.close())
    const providerConfig = catalogAt(simulator.url, 'anthropic').providers.get('anthropic')
    const result = await validateCredential({
      provider: 'anthropic',
      providerConfig: providerConfig!,
      secrets: { api_key: key },
    })
    expect(result.status).toBe(status)
    expect(result.checks.map((check) => check.name)).toEqual(calls)
    if (status === 'PARTIAL_VALID') {
      expect(result.message).toContain('An organization admin creates it under Settings, Admin keys')
    }
    expect(JSON.stringify(result)).not.toContain(key)
  })
})
