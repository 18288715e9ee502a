import { SCOPES } from '@cloudact/core/roles'
import { hashApiKey } from '@cloudact/security/api-key'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

type Headers = Record<string, string>

let api: TestApi
let acme: Headers
let globex: Headers
let owner: Headers
let viewer: Headers
beforeAll(async () => {
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' } })
  acme = (await api.onboard('acme')).headers
  globex = (await api.onboard('globex')).headers
  owner = await join('ann@acme.example', 'owner')
  viewer = await join('vic@acme.example', 'viewer')
})
afterAll(() => api.close())

async function join(email: string, role: string): Promise<Headers> {
  const headers = await api.signUp(email)
  await api.call('POST', '/api/v1/organizations/acme/members', { headers: asRoot, body: { email, role } })
  return headers
}

const URL = '/api/v1/organizations/acme/api-keys'
const make = (headers: Headers, body: object, url = URL) => api.call('POST', url, { headers, body })
const list = async (headers: Headers, query = '') =>
  (await api.call('GET', `${URL}${query}`, { headers })).json()
const made = async (scopes: string[], by: Headers = owner, more: object = {}) => {
  const response = await make(by, { name: `for ${scopes[0]}`, scopes, ...more })
  expect(response.statusCode, response.body).toBe(201)
  const body = response.json()
  const headers: Headers = { 'x-api-key': body.api_key }
  return { body, headers, id: String(body.api_key_id) }
}
const statusOf = async (headers: Headers, path: string) =>
  (await api.call('GET', path, { headers })).statusCode

describe('a key with chosen scopes', () => {
  it('does what its scopes allow and nothing else, is shown once and stored sealed', async () => {
    const { body, headers } = await made(['costs:read'], owner, { description: 'nightly export' })

    expect(body).toMatchObject({
      name: 'for costs:read',
      description: 'nightly export',
      scopes: ['costs:read'],
      status: 'ACTIVE',
      is_main: false,
      expires_at: null,
      api_key_id: hashApiKey(body.api_key),
    })
    expect(await statusOf(headers, '/api/v1/costs/acme/filters')).toBe(200)
    expect(await statusOf(headers, '/api/v1/organizations/acme/quota')).toBe(403)
    expect(await statusOf(headers, '/api/v1/costs/globex/filters')).toBe(404)
    const shown = await api.call('GET', URL, { headers: owner })
    expect(shown.json().api_keys).toEqual(
      expect.arrayContaining([
        expect.objectContaining({ api_key_id: body.api_key_id, scopes: ['costs:read'] }),
      ]),
    )
    expect(shown.body).not.toContain(body.api_key)
    expect(api.lines.join('')).not.toContain(body.api_key)
  })

  it('leaves the main key alone', async () => {
    const before = (await api.call('GET', '/api/v1/organizations/acme/api-key', { headers: acme })).json()
    await made(['org:read'])

    expect(
      (await api.call('GET', '/api/v1/organizations/acme/api-key', { headers: acme })).json(),
    ).toMatchObject({
      api_key_fingerprint: before.api_key_fingerprint,
    })
    expect((await list(owner)).api_keys.filter((key: { is_main: boolean }) => key.is_main)).toHaveLength(1)
  })

  it('is made by an owner, the operator, or a key that may, and by nobody else', async () => {
    const readOnly = await made(['org:read'])
    const wanted = { name: 'x', scopes: ['org:read'] }

    const statuses = []
    for (const headers of [owner, asRoot, acme, viewer, readOnly.headers, {}, globex])
      statuses.push((await make(headers, wanted)).statusCode)

    expect(statuses).toEqual([201, 201, 201, 403, 403, 401, 404])
    expect(await statusOf(viewer, URL)).toBe(403)
    expect(await statusOf({}, URL)).toBe(401)
    expect(await statusOf(globex, URL)).toBe(404)
  })

  it.each([
    ['no scopes', { name: 'x' }],
    ['an empty list of scopes', { name: 'x', scopes: [] }],
    ['a scope that does not exist', { name: 'x', scopes: ['everything'] }],
    ['an unknown field', { name: 'x', scopes: ['org:read'], org_slug: 'globex' }],
    ['no name', { scopes: ['org:read'] }],
    ['an expiry that has passed', { name: 'x', scopes: ['org:read'], expires_at: '2020-01-01T00:00:00Z' }],
    ['an expiry that is no instant', { name: 'x', scopes: ['org:read'], expires_at: 'tomorrow' }],
  ])('is refused with %s', async (_, body) => {
    const before = (await list(owner, '?include_revoked=true')).total

    expect((await make(owner, body)).statusCode).toBe(422)
    expect((await list(owner, '?include_revoked=true')).total).toBe(before)
  })

  it('is audited, with its scopes and without the key, also when it was denied', async () => {
    const { body } = await made(['org:read'], owner, { name: 'audited' })
    await make(viewer, { name: 'denied', scopes: ['org:read'] })
    await api.call('DELETE', `${URL}/${body.api_key_id}`, { headers: owner })

    const log = await api.call('GET', '/api/v1/admin/audit-logs/acme?resource_type=api_key&limit=3', {
      headers: asRoot,
    })

    expect(log.json().logs).toMatchObject([
      { action: 'DELETE', status: 'SUCCESS' },
      { action: 'CREATE', status: 'DENIED' },
      { action: 'CREATE', status: 'SUCCESS', details: { name: 'audited', scopes: ['org:read'] } },
    ])
    expect(log.body).not.toContain(body.api_key)
  })
})

describe('a key never gives more than its maker has', () => {
  it('when a key makes another', async () => {
    const maker = await made(['keys:write', 'costs:read'])

    const refused = await make(maker.headers, { name: 'x', scopes: ['costs:read', 'pipelines:execute'] })

    expect([refused.statusCode, refused.json().detail]).toEqual([
      403,
      expect.stringContaining('pipelines:execute'),
    ])
    expect((await made(['costs:read'], maker.headers)).body.scopes).toEqual(['costs:read'])
    expect((await made([...SCOPES], asRoot)).body.scopes).toEqual(SCOPES)
  })

  it('when a key rotates a stronger one, by either route', async () => {
    const weak = await made(['keys:write'])
    const strong = await made(['keys:write', 'pipelines:execute'])

    const main = await api.call('POST', '/api/v1/organizations/acme/api-key/rotate', {
      headers: weak.headers,
    })
    const other = await api.call('POST', `${URL}/${strong.id}/rotate`, { headers: weak.headers })

    expect([main.statusCode, other.statusCode]).toEqual([403, 403])
    expect(await statusOf(acme, '/api/v1/organizations/acme/api-key')).toBe(200)
    expect(await statusOf(strong.headers, URL)).toBe(200)
  })

  it('in time: a key that expires makes none that outlives it', async () => {
    const soon = new Date(Date.now() + 3_600_000).toISOString()
    const later = new Date(Date.now() + 7_200_000).toISOString()
    const maker = await made(['keys:write'], owner, { expires_at: soon })
    const ask = (more: object) => make(maker.headers, { name: 'x', scopes: ['keys:write'], ...more })

    expect((await ask({})).statusCode).toBe(403)
    expect((await ask({ expires_at: later })).statusCode).toBe(403)
    expect((await ask({ expires_at: soon })).json().expires_at).toBe(soon)
  })
})

describe('the end of a key', () => {
  it('comes within a second of its revocation in every process', async () => {
    const other = await api.variant({})
    const { headers, id } = await made(['costs:read'])
    const path = '/api/v1/costs/acme/filters'
    expect((await other.call('GET', path, { headers })).statusCode).toBe(200)

    const revoked = await api.call('DELETE', `${URL}/${id}`, { headers: owner })

    expect(revoked.json()).toMatchObject({ success: true })
    await expect
      .poll(async () => (await other.call('GET', path, { headers })).statusCode, {
        timeout: 5_000,
        interval: 20,
      })
      .toBe(401)
    expect((await api.call('DELETE', `${URL}/${id}`, { headers: owner })).statusCode).toBe(404)
    expect((await list(owner)).api_keys.map((key: { api_key_id: string }) => key.api_key_id)).not.toContain(
      id,
    )
    expect((await list(owner, '?include_revoked=true')).api_keys).toContainEqual(
      expect.objectContaining({ api_key_id: id, status: 'REVOKED', revoked_at: expect.any(String) }),
    )
  })

  it('is nobody else’s to bring about: another organization’s key is not found', async () => {
    const { headers, id } = await made(['costs:read'])
    const foreign = '/api/v1/organizations/globex/api-keys'

    expect((await api.call('DELETE', `${URL}/${id}`, { headers: globex })).statusCode).toBe(404)
    expect((await api.call('DELETE', `${foreign}/${id}`, { headers: globex })).statusCode).toBe(404)
    expect((await api.call('POST', `${foreign}/${id}/rotate`, { headers: globex })).statusCode).toBe(404)
    expect((await api.call('DELETE', `${URL}/${id}`, { headers: viewer })).statusCode).toBe(403)
    expect((await api.call('DELETE', `${URL}/${id}`)).statusCode).toBe(401)
    expect((await api.call('DELETE', `${URL}/short`, { headers: owner })).statusCode).toBe(422)
    expect(await statusOf(headers, '/api/v1/costs/acme/filters')).toBe(200)
  })

  it('comes by itself at expires_at', async () => {
    const { headers, id } = await made(['costs:read'], owner, {
      expires_at: new Date(Date.now() + 3_600_000).toISOString(),
    })
    expect(await statusOf(headers, '/api/v1/costs/acme/filters')).toBe(200)
    await api.database.query(`UPDATE org_api_keys SET expires_at = now() WHERE org_api_key_hash = $1`, [id])

    await expect.poll(() => statusOf(headers, '/api/v1/costs/acme/filters'), { timeout: 5_000 }).toBe(401)
    expect((await list(owner)).api_keys).toContainEqual(
      expect.objectContaining({ api_key_id: id, status: 'EXPIRED' }),
    )
    expect((await api.call('POST', `${URL}/${id}/rotate`, { headers: owner })).statusCode).toBe(409)
  })
})

describe('rotation', () => {
  it('keeps name, scopes and expiry, and ends the earlier key', async () => {
    const expires = new Date(Date.now() + 3_600_000).toISOString()
    const { headers, id, body } = await made(['costs:read', 'org:read'], owner, { expires_at: expires })

    const rotated = (await api.call('POST', `${URL}/${id}/rotate`, { headers: owner })).json()

    expect(rotated).toMatchObject({
      name: body.name,
      scopes: ['costs:read', 'org:read'],
      expires_at: expires,
      is_main: false,
    })
    expect(rotated.api_key).not.toBe(body.api_key)
    expect(await statusOf({ 'x-api-key': rotated.api_key }, '/api/v1/costs/acme/filters')).toBe(200)
    await expect.poll(() => statusOf(headers, '/api/v1/costs/acme/filters'), { timeout: 5_000 }).toBe(401)
  })

  it('of the main key keeps its scopes and the other keys', async () => {
    const { headers } = await made(['costs:read'])
    await api.database.query(
      `UPDATE org_api_keys SET scopes = '{costs:read,org:read,keys:write}' WHERE org_slug = 'acme' AND is_main AND is_active`,
    )

    const rotated = (
      await api.call('POST', '/api/v1/organizations/acme/api-key/rotate', { headers: owner })
    ).json()
    const fresh = { 'x-api-key': rotated.api_key }

    expect(
      (await api.call('GET', '/api/v1/organizations/acme/api-key', { headers: fresh })).json().scopes,
    ).toEqual(['costs:read', 'org:read', 'keys:write'])
    expect(await statusOf(headers, '/api/v1/costs/acme/filters')).toBe(200)
  })
})

describe('the operator', () => {
  it('makes a key with scopes and an expiry beside the main one', async () => {
    const expires = new Date(Date.now() + 3_600_000).toISOString()
    const admin = (body: object, headers: Headers = asRoot) =>
      api.call('POST', '/api/v1/admin/api-keys', { headers, body: { org_slug: 'globex', ...body } })

    const one = (await admin({ scopes: ['costs:read'], expires_at: expires, description: 'audit' })).json()

    expect(one).toMatchObject({ scopes: ['costs:read'], expires_at: expires, description: 'audit' })
    expect(await statusOf({ 'x-api-key': one.api_key }, '/api/v1/costs/globex/filters')).toBe(200)
    expect(await statusOf(globex, '/api/v1/organizations/globex/quota')).toBe(200)
    expect((await admin({})).statusCode).toBe(409)
    expect((await admin({ scopes: ['nonsense'] })).statusCode).toBe(422)
    expect((await admin({ scopes: ['org:read'] }, globex)).statusCode).toBe(403)
    expect((await admin({ scopes: ['org:read'] }, {})).statusCode).toBe(401)
  })
})
