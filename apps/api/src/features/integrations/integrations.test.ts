import { mkdir, symlink } from 'node:fs/promises'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

let api: TestApi
let acme: Record<string, string>
beforeAll(async () => {
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' } })
  acme = (await api.onboard('acme')).headers
})
afterAll(() => api.close())

const GOOD = 'sk-admin-good-0123456789'
const url = (provider: string, action = '', org = 'acme') =>
  `/api/v1/integrations/${org}/${provider}${action}`
const setup = (provider: string, body: object, headers = acme, org = 'acme') =>
  api.call('POST', url(provider, '/setup', org), { headers, body })
const stored = (provider: string, org = 'acme') =>
  api.database.query<{
    credential_id: string
    is_active: boolean
    encrypted_credential: Uint8Array
    credential_name: string
  }>(
    'SELECT credential_id, is_active, encrypted_credential, credential_name FROM org_integration_credentials WHERE org_slug = $1 AND provider = $2 ORDER BY created_at',
    [org, provider],
  )

describe('integrations', () => {
  it('list every provider of the registry, drawn with its fields, before anything is configured', async () => {
    const { headers } = await api.onboard('fresh_1')

    const list = (await api.call('GET', '/api/v1/integrations/fresh_1', { headers })).json()

    expect(Object.keys(list.integrations)).toHaveLength(15)
    expect(list.providers_configured).toEqual([])
    expect(list.integrations.aws).toMatchObject({
      status: 'NOT_CONFIGURED',
      type: 'cloud',
      credential_type: 'access_key',
    })
    expect(list.integrations.openai.credential_fields[0]).toMatchObject({ name: 'api_key', secret: true })
  })

  it('are proved, sealed and never shown again', async () => {
    const response = await setup('OpenAI', {
      credential: GOOD,
      credential_name: 'Main',
      metadata: { account_id: 'org-1' },
    })

    expect(response.statusCode, response.body).toBe(200)
    expect(response.json()).toMatchObject({
      success: true,
      status: 'configured',
      validation_status: 'VALID',
      provider: 'openai',
    })
    const shown = await api.call('GET', url('openai'), { headers: acme })
    expect(shown.json()).toMatchObject({
      status: 'VALID',
      credential_name: 'Main',
      metadata: { account_id: 'org-1' },
    })
    const [row] = await stored('openai')
    expect(Buffer.from(row?.encrypted_credential ?? []).toString('latin1')).not.toContain(GOOD)
    expect(response.body + shown.body).not.toContain(GOOD)
  })

  it('replace the credential of the same provider and name, and keep another name beside it', async () => {
    await setup('openai', { credential: { api_key: GOOD }, credential_name: 'main' })
    await setup('openai', { api_key: `${GOOD}-2`, credential_name: 'Second' })

    expect((await stored('openai')).map((row) => [row.credential_name, row.is_active])).toEqual([
      ['Main', false],
      ['main', true],
      ['Second', true],
    ])
    const quota = (await api.call('GET', '/api/v1/organizations/acme/quota', { headers: acme })).json()
    expect(quota.configuredProvidersCount).toBe(1)
  })

  it.each([
    ['a key of the wrong kind', 'openai', { credential: 'sk-proj-abc' }, 'sk-admin-'],
    ['a missing field', 'oci', { credential: { user_ocid: 'x' } }, 'missing'],
    ['an unknown field', 'openai', { credential: { key: GOOD, api_key: GOOD } }, 'not known'],
    ['a misnamed field of a lone key', 'gemini', { credential: { key: 'AIza-1' } }, 'not known'],
    ['a key no header can carry', 'gemini', { credential: 'AIza-é€' }, 'no key has'],
    ['two credentials at once', 'openai', { credential: GOOD, api_key: `${GOOD}-3` }, 'not both'],
    ['a field that is no text', 'openai', { credential: { api_key: { nested: 1 } } }, 'must be text'],
    ['no credential', 'openai', {}, 'credential'],
    ['unknown metadata', 'openai', { credential: GOOD, metadata: { colour: 'red' } }, 'not known'],
    [
      'a discount above everything',
      'openai',
      { credential: GOOD, metadata: { negotiated_discount_percent: '101' } },
      'from 0 to 100',
    ],
    [
      'metadata of the wrong form',
      'aws',
      { credential: {}, metadata: { source: 'ftp' } },
      'one of: "s3", "path"',
    ],
    ['text for a credential of several parts', 'oci', { credential: 'just text' }, 'several parts'],
  ])('refuse %s in the registry’s own words, and store nothing', async (_, provider, body, words) => {
    const before = await stored(provider)
    const asked = api.vendor.seen.length

    const response = await setup(provider, body)

    expect([response.statusCode, response.json().detail]).toEqual([422, expect.stringContaining(words)])
    expect(await stored(provider)).toEqual(before)
    expect(api.vendor.seen).toHaveLength(asked)
  })

  it('are not stored when the vendor rejects them, and the answer does not repeat the key the vendor quoted', async () => {
    const before = await stored('openai')
    const bad = 'sk-admin-rejected-secret-987'

    const response = await setup('openai', { credential: bad })

    expect(response.json()).toMatchObject({
      status: 422,
      code: 'credential_rejected',
      validation_status: 'INVALID',
    })
    expect(response.body).not.toContain('rejected-secret')
    expect(await stored('openai')).toEqual(before)
    expect(api.lines.join('')).not.toContain('rejected-secret')
  })

  it('answer 503 and store nothing when the vendor cannot be reached', async () => {
    const response = await setup('deepseek', { credential: 'sk-unreachable-1' })

    expect([response.statusCode, response.json().code]).toEqual([503, 'provider_unavailable'])
    expect(await stored('deepseek')).toEqual([])
  })

  it('answer 404 for a provider that does not exist', async () => {
    for (const provider of ['nope', '..%2f..', 'a'.repeat(61)]) {
      expect([404, 422]).toContain((await setup(provider, { credential: GOOD })).statusCode)
    }
    expect((await api.call('GET', url('nope'), { headers: acme })).statusCode).toBe(404)
  })

  it.each([
    ['the metadata service', 'https://169.254.169.254/latest'],
    ['loopback', 'https://127.0.0.1'],
    ['loopback by name', 'https://localhost:9000'],
    ['a private network', 'https://10.1.2.3'],
    ['IPv6 loopback', 'https://[::1]'],
    ['IPv4 inside IPv6', 'https://[::ffff:10.0.0.1]'],
    ['a number for an address', 'https://2130706433'],
    ['plain http', 'http://storage.example.com'],
    ['a file', 'file:///etc/passwd'],
    ['no address', '169.254.169.254'],
    ['a user name', 'https://user:pass@93.184.216.34'],
  ])('refuse an endpoint that is %s', async (_, endpoint) => {
    const response = await setup('aws', {
      credential: {},
      metadata: { source: 's3', bucket: 'bills', endpoint },
    })

    expect(response.json()).toMatchObject({
      status: 422,
      code: 'invalid_input',
      errors: [{ path: 'body.metadata.endpoint' }],
    })
    expect(await stored('aws')).toEqual([])
  })

  it('read bills only from folders the operator allowed, links followed', async () => {
    const inside = path.join(api.importFolder, 'bills')
    await mkdir(inside, { recursive: true })
    await symlink('/etc', path.join(api.importFolder, 'link'))
    const withPath = (folder: string) =>
      setup('aws', { credential: {}, metadata: { source: 'path', path: folder } })

    const refusals = new Set<string>()
    for (const folder of [
      '/etc',
      path.join(inside, '../../..'),
      path.join(api.importFolder, 'link'),
      `${api.importFolder}-2`,
      'bills',
      path.join(inside, 'missing'),
      '/root/secret',
    ]) {
      const answer = (await withPath(folder)).json()
      expect([folder, answer.errors?.[0].path]).toEqual([folder, 'body.metadata.path'])
      refusals.add(answer.detail)
    }
    // What is outside and what does not exist sound the same.
    expect(refusals.size).toBe(1)
    expect(await stored('aws')).toEqual([])
    expect((await withPath(inside)).json().errors).toBeUndefined()
  })

  it('can be asked about again, and remember a refusal', async () => {
    const again = () => api.call('POST', url('openai', '/validate'), { headers: acme })
    expect((await again()).json()).toMatchObject({ success: true, validation_status: 'VALID' })

    const opened = await api.database.query(
      `SELECT 1 AS x FROM org_audit_logs WHERE org_slug = 'acme' AND resource_type = 'credential_secret' AND action = 'READ'`,
    )
    expect(opened).toHaveLength(1)
    expect((await api.call('POST', url('slack', '/validate'), { headers: acme })).statusCode).toBe(404)
  })

  it('change name and metadata without the secret being sent again', async () => {
    const renamed = await api.call('PUT', url('openai'), {
      headers: acme,
      body: { credential_name: 'Renamed' },
    })
    const changed = await api.call('PUT', url('openai'), {
      headers: acme,
      body: { metadata: { account_id: 'org-2' } },
    })

    expect([renamed.statusCode, changed.statusCode]).toEqual([200, 200])
    expect((await api.call('GET', url('openai'), { headers: acme })).json()).toMatchObject({
      credential_name: 'Renamed',
      metadata: { account_id: 'org-2' },
    })
    expect((await api.call('PUT', url('openai'), { headers: acme, body: {} })).statusCode).toBe(422)
    expect(
      (await api.call('PUT', url('slack'), { headers: acme, body: { credential_name: 'None' } })).statusCode,
    ).toBe(404)
    const bad = await api.call('PUT', url('openai'), { headers: acme, body: { credential: 'sk-admin-bad' } })
    expect(bad.statusCode).toBe(422)
    const good = await api.call('PUT', url('openai'), { headers: acme, body: { credential: `${GOOD}-3` } })
    expect(good.statusCode).toBe(200)
    expect((await stored('openai')).filter((row) => row.is_active)).toHaveLength(2)
  })

  it('stop at the plan’s number of providers, however many are set up at once', async () => {
    const { headers } = await api.onboard('limited_1', 'STARTER')
    await api.call('PUT', '/api/v1/organizations/limited_1/subscription', {
      headers: asRoot,
      body: { providers_limit: 1 },
    })
    const chatgpt = {
      plan: 'Team',
      seats: '5',
      unit_price: '25.00',
      currency: 'USD',
      billing_cycle: 'monthly',
      start_date: '2026-01-01',
    }

    const answers = await Promise.all([
      setup('openai', { credential: GOOD }, headers, 'limited_1'),
      setup('chatgpt', { credential: chatgpt }, headers, 'limited_1'),
    ])

    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 429])
    expect(answers.find((answer) => answer.statusCode === 429)?.json()).toMatchObject({
      limit: 'providers',
      limit_value: 1,
    })
  })

  it('are removed softly: the envelope stays, the integration is no longer configured', async () => {
    const removed = await api.call('DELETE', url('openai'), { headers: acme })

    expect(removed.json()).toMatchObject({ success: true, provider: 'openai' })
    expect(
      (await stored('openai')).every((row) => !row.is_active && row.encrypted_credential.length > 0),
    ).toBe(true)
    expect((await api.call('GET', url('openai'), { headers: acme })).json().status).toBe('NOT_CONFIGURED')
    expect((await api.call('DELETE', url('openai'), { headers: acme })).statusCode).toBe(404)
  })
})
