import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

let api: TestApi
let ann: Record<string, string>
let ben: Record<string, string>
let cat: Record<string, string>
beforeAll(async () => {
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' } })
  ann = await api.signUp('ann@example.com')
  ben = await api.signUp('ben@example.com')
  cat = await api.signUp('cat@example.com')
  const made = await api.call('POST', '/api/v1/organizations/onboard', {
    headers: ann,
    body: { org_slug: 'team_1', company_name: 'Team', subscription_plan: 'PROFESSIONAL' },
  })
  expect(made.statusCode, made.body).toBe(200)
})
afterAll(() => api.close())

const url = '/api/v1/organizations/team_1/members'
const add = (by: Record<string, string>, email: string, role: string) =>
  api.call('POST', url, { headers: by, body: { email, role } })
const idOf = async (headers: Record<string, string>): Promise<string> =>
  (await api.call('GET', '/api/v1/me', { headers })).json().user.id

describe('members', () => {
  it('begin with the person who onboarded, as owner, with their own address as contact', async () => {
    const me = (await api.call('GET', '/api/v1/me', { headers: ann })).json()
    const list = (await api.call('GET', '/api/v1/organizations', { headers: asRoot })).json()

    expect(me.organizations).toEqual([
      { org_slug: 'team_1', company_name: 'Team', role: 'owner', is_demo: false },
    ])
    expect(list.organizations[0].admin_email).toBe('ann@example.com')
  })

  it('see nothing of an organization before they belong to it, and at once afterwards', async () => {
    expect((await api.call('GET', url, { headers: ben })).statusCode).toBe(404)

    const added = await add(ann, 'Ben@example.com', 'viewer')

    expect(added.statusCode).toBe(201)
    expect(added.json()).toMatchObject({ email: 'ben@example.com', role: 'viewer' })
    const listed = await api.call('GET', url, { headers: ben })
    expect(listed.json().members.map((member: { role: string }) => member.role)).toEqual(['owner', 'viewer'])
  })

  it('may do what their role says: a viewer reads, and changes nothing', async () => {
    const locale = '/api/v1/organizations/team_1/locale'

    expect((await api.call('GET', locale, { headers: ben })).statusCode).toBe(200)
    expect(
      (await api.call('PUT', locale, { headers: ben, body: { default_currency: 'EUR' } })).statusCode,
    ).toBe(403)
    expect((await add(ben, 'cat@example.com', 'viewer')).statusCode).toBe(403)
    expect((await api.call('GET', locale, { headers: ann })).json().default_currency).toBe('USD')
  })

  it('are added by owner or admin only, not by a key, and only people with an account', async () => {
    const { headers } = await api.onboard('keyed_1')

    expect((await add(ann, 'stranger@example.com', 'viewer')).statusCode).toBe(404)
    expect((await add(ann, 'ben@example.com', 'admin')).statusCode).toBe(409)
    expect((await add(ann, 'ben@example.com', 'king')).statusCode).toBe(422)
    const byKey = await api.call('POST', '/api/v1/organizations/keyed_1/members', {
      headers,
      body: { email: 'ben@example.com', role: 'viewer' },
    })
    expect(byKey.statusCode).toBe(403)
  })

  it('cannot rise above the one who adds them, nor remove an owner, nor leave none', async () => {
    expect((await add(ann, 'cat@example.com', 'admin')).statusCode).toBe(201)
    const annId = await idOf(ann)
    const benId = await idOf(ben)

    expect((await api.call('DELETE', `${url}/${annId}`, { headers: cat })).statusCode).toBe(403)
    expect((await api.call('DELETE', `${url}/${annId}`, { headers: ann })).statusCode).toBe(409)
    expect((await api.call('DELETE', `${url}/${benId}`, { headers: cat })).statusCode).toBe(200)
    expect((await api.call('DELETE', `${url}/${benId}`, { headers: cat })).statusCode).toBe(404)
    expect((await add(cat, 'ben@example.com', 'owner')).statusCode).toBe(403)
    expect((await api.call('GET', url, { headers: ben })).statusCode).toBe(404)
  })

  it('never outnumber the seats, however many are added at once', async () => {
    await api.call('PUT', '/api/v1/organizations/team_1/subscription', {
      headers: asRoot,
      body: { seat_limit: 3 },
    })
    const people = ['d', 'e', 'f'].map((letter) => `${letter}@example.com`)
    for (const email of people) await api.signUp(email)

    const answers = await Promise.all(people.map((email) => add(ann, email, 'viewer')))

    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([201, 429, 429])
    expect((await api.call('GET', url, { headers: ann })).json().members).toHaveLength(3)
  })

  it('tell the operator their addresses, the contact where there is no member', async () => {
    const emails = async (slug: string, query = '') =>
      (
        await api.call('GET', `/api/v1/organizations/${slug}/members/emails${query}`, { headers: asRoot })
      ).json().emails

    expect(await emails('team_1', '?role=owner')).toEqual(['ann@example.com'])
    expect(await emails('keyed_1')).toEqual(['admin@example.com'])
  })

  it('who own it may remove the organization; an admin may not', async () => {
    const remove = (headers: Record<string, string>) =>
      api.call('DELETE', '/api/v1/organizations/team_1', { headers, body: { confirm_org_slug: 'team_1' } })

    expect((await remove(cat)).statusCode).toBe(403)
    expect((await remove(ann)).statusCode).toBe(200)
    expect((await api.call('GET', '/api/v1/me', { headers: ann })).json().organizations).toEqual([])
  })
})
