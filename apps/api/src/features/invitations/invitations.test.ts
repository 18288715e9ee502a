import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'
import { type TestMail, testMail } from '../../testing/test-mail.ts'

let api: TestApi
let mail: TestMail
let owner: Record<string, string>
let org = ''
let number = 0

const url = (slug = org) => `/api/v1/organizations/${slug}/invitations`
const invite = (by: Record<string, string>, email: string, role = 'viewer', slug = org) =>
  api.call('POST', url(slug), { headers: by, body: { email, role } })
const accept = (by: Record<string, string>, token: string) =>
  api.call('POST', '/api/v1/invitations/accept', { headers: by, body: { token } })
const look = (token: string) =>
  api.call('GET', '/api/v1/invitations/by-token', { headers: { 'x-invitation-token': token } })
const tokenTo = async (email: string) => (await mail.linkTo(email)).replace('/invite/', '')
const roleOf = async (person: Record<string, string>, slug = org) =>
  (await api.call('GET', '/api/v1/me', { headers: person }))
    .json()
    .organizations.find((entry: { org_slug: string }) => entry.org_slug === slug)?.role
const audited = async (slug: string) =>
  api.database.query<{ operation: string; status: string }>(
    `SELECT details ->> 'operation' AS operation, status FROM org_audit_logs
     WHERE org_slug = $1 AND resource_type = 'invitation' ORDER BY created_at`,
    [slug],
  )

beforeAll(async () => {
  mail = await testMail()
  api = await testApi({ environment: { RATE_LIMIT_ENABLED: 'false' }, sendLetter: mail.sendLetter })
  owner = await api.signUp('owner@example.com')
})
beforeEach(async () => {
  number += 1
  org = `team_${number}`
  const made = await api.call('POST', '/api/v1/organizations/onboard', {
    headers: owner,
    body: { org_slug: org, company_name: `Team ${number}`, subscription_plan: 'SCALE' },
  })
  expect(made.statusCode, made.body).toBe(200)
})
afterAll(async () => {
  await api.close()
  await mail.close()
})

describe('an invitation', () => {
  it('is mailed, shows what it is for, and makes the invited person a member once', async () => {
    const made = await invite(owner, 'Ann@example.com', 'editor')
    expect(made.statusCode, made.body).toBe(201)
    expect(made.json()).toMatchObject({
      email: 'ann@example.com',
      role: 'editor',
      status: 'pending',
      mailed: true,
      mail_fault: null,
      invite_url: null,
    })
    const token = await tokenTo('ann@example.com')
    expect((await look(token)).json()).toMatchObject({
      company_name: `Team ${number}`,
      email: 'ann@example.com',
      role: 'editor',
      inviter: 'owner',
    })

    const ann = await api.signUp('ann@example.com')
    const joined = await accept(ann, token)

    expect(joined.statusCode, joined.body).toBe(200)
    expect(joined.json()).toEqual({ org_slug: org, company_name: `Team ${number}`, role: 'editor' })
    expect(await roleOf(ann)).toBe('editor')
    expect((await api.call('GET', url(), { headers: owner })).json()).toEqual({
      org_slug: org,
      mail: true,
      invitations: [],
    })
    expect((await look(token)).statusCode).toBe(404)
    expect(await audited(org)).toEqual([
      { operation: 'createInvitation', status: 'SUCCESS' },
      { operation: 'acceptInvitation', status: 'SUCCESS' },
    ])
  })

  it('answers a repeated acceptance the same, but lets nobody back in who was removed', async () => {
    await invite(owner, 'rita@example.com')
    const token = await tokenTo('rita@example.com')
    const rita = await api.signUp('rita@example.com')
    await accept(rita, token)

    expect((await accept(rita, token)).statusCode).toBe(200)
    const { user } = (await api.call('GET', '/api/v1/me', { headers: rita })).json()
    await api.call('DELETE', `/api/v1/organizations/${org}/members/${user.id}`, { headers: owner })
    expect((await accept(rita, token)).statusCode).toBe(404)
    expect(await roleOf(rita)).toBeUndefined()
  })

  it('is stored without its token', async () => {
    await invite(owner, 'hash@example.com')
    const token = await tokenTo('hash@example.com')

    const rows = await api.database.query('SELECT to_jsonb(i)::text AS row FROM org_invitations AS i')

    expect(JSON.stringify(rows)).not.toContain(token)
    expect(api.lines.join('')).not.toContain(token)
  })

  it('is for its address alone', async () => {
    await invite(owner, 'ben@example.com')
    const token = await tokenTo('ben@example.com')
    const other = await api.signUp(`other.${number}@example.com`)

    const refused = await accept(other, token)

    expect(refused.statusCode).toBe(403)
    expect(refused.json().detail).toContain('ben@example.com')
    expect(await roleOf(other)).toBeUndefined()
    expect((await audited(org)).at(-1)).toEqual({ operation: 'acceptInvitation', status: 'DENIED' })
  })

  it('expires after 48 hours, and can be sent again with a new link', async () => {
    const { invitation_id: id, invited_at, expires_at } = (await invite(owner, 'late@example.com')).json()
    expect(Date.parse(expires_at) - Date.parse(invited_at)).toBe(48 * 3_600_000)
    const old = await tokenTo('late@example.com')
    const late = await api.signUp('late@example.com')
    await api.database.query(
      "UPDATE org_invitations SET expires_at = now() - interval '1 second' WHERE invitation_id = $1",
      [id],
    )
    expect((await look(old)).statusCode).toBe(404)
    expect((await accept(late, old)).statusCode).toBe(404)
    const [listed] = (await api.call('GET', url(), { headers: owner })).json().invitations
    expect(listed).toMatchObject({ invitation_id: id, status: 'expired' })

    const again = await api.call('POST', `${url()}/${id}/resend`, { headers: owner })

    expect(again.statusCode, again.body).toBe(201)
    expect(again.json()).toMatchObject({ email: 'late@example.com', status: 'pending', mailed: true })
    const fresh = await tokenTo('late@example.com')
    expect(fresh).not.toBe(old)
    expect((await accept(late, old)).statusCode).toBe(404)
    expect((await accept(late, fresh)).statusCode).toBe(200)
    expect((await api.call('POST', `${url()}/${id}/resend`, { headers: owner })).statusCode).toBe(404)
  })

  it('stops working when it is revoked', async () => {
    const { invitation_id: id } = (await invite(owner, 'gone@example.com')).json()
    const token = await tokenTo('gone@example.com')
    const gone = await api.signUp('gone@example.com')

    expect((await api.call('DELETE', `${url()}/${id}`, { headers: owner })).statusCode).toBe(200)

    expect((await accept(gone, token)).statusCode).toBe(404)
    expect((await api.call('DELETE', `${url()}/${id}`, { headers: owner })).statusCode).toBe(404)
    expect((await invite(owner, 'gone@example.com')).statusCode).toBe(201)
  })

  it('comes from owners and admins; only an owner makes an owner', async () => {
    const people = Object.fromEntries(
      await Promise.all(
        ['admin', 'editor', 'viewer'].map(async (role) => {
          const email = `${role}.${number}@example.com`
          const headers = await api.signUp(email)
          await api.call('POST', `/api/v1/organizations/${org}/members`, {
            headers: owner,
            body: { email, role },
          })
          return [role, headers] as const
        }),
      ),
    )
    const { invitation_id: id } = (await invite(owner, 'chief@example.com', 'owner')).json()

    for (const by of [people['editor'] ?? {}, people['viewer'] ?? {}]) {
      expect((await invite(by, 'x@example.com')).statusCode).toBe(403)
      expect((await api.call('GET', url(), { headers: by })).statusCode).toBe(403)
      expect((await api.call('DELETE', `${url()}/${id}`, { headers: by })).statusCode).toBe(403)
    }
    const admin = people['admin'] ?? {}
    expect((await invite(admin, 'y@example.com', 'owner')).statusCode).toBe(403)
    expect((await api.call('POST', `${url()}/${id}/resend`, { headers: admin })).statusCode).toBe(403)
    expect((await look(await tokenTo('chief@example.com'))).statusCode).toBe(200)
    expect((await invite(admin, 'y@example.com', 'admin')).statusCode).toBe(201)
    expect((await invite(owner, 'z@example.com', 'king')).statusCode).toBe(422)
    expect((await invite(owner, 'no address')).statusCode).toBe(422)
    expect((await invite({}, 'z@example.com')).statusCode).toBe(401)
  })

  it('by a key gives no role that may do more than the key', async () => {
    const made = async (scopes: string[]): Promise<Record<string, string>> => {
      const answer = await api.call('POST', `/api/v1/organizations/${org}/api-keys`, {
        headers: asRoot,
        body: { name: 'people', scopes },
      })
      expect(answer.statusCode, answer.body).toBe(201)
      return { 'x-api-key': answer.json().api_key }
    }
    const weak = await made(['members:write'])
    const reader = await made([
      'members:write',
      'org:read',
      'integrations:read',
      'pipelines:read',
      'costs:read',
      'notifications:read',
    ])

    expect((await invite(weak, 'by.key@example.com', 'admin')).statusCode).toBe(403)
    expect((await invite(weak, 'by.key@example.com', 'viewer')).statusCode).toBe(403)
    expect((await invite(reader, 'by.key@example.com', 'owner')).statusCode).toBe(403)
    expect((await invite(reader, 'by.key@example.com', 'viewer')).statusCode).toBe(201)
    const added = await api.call('POST', `/api/v1/organizations/${org}/members`, {
      headers: weak,
      body: { email: 'ann@example.com', role: 'admin' },
    })
    expect(added.statusCode).toBe(403)
  })

  it('is one per address, and none for a member', async () => {
    await invite(owner, 'twice@example.com')

    expect((await invite(owner, 'Twice@example.com', 'admin')).statusCode).toBe(409)
    expect((await invite(owner, 'owner@example.com')).statusCode).toBe(409)
  })

  it('needs a free seat when it is sent and when it is accepted', async () => {
    const limit = (seats: number) =>
      api.call('PUT', `/api/v1/organizations/${org}/subscription`, {
        headers: asRoot,
        body: { seat_limit: seats },
      })
    await limit(2)
    await invite(owner, 'seat@example.com')

    const beyond = await invite(owner, 'stand@example.com')
    expect(beyond.statusCode).toBe(429)
    expect(beyond.json()).toMatchObject({ code: 'quota_exceeded', limit: 'seats', limit_value: 2 })

    await limit(1)
    const seat = await api.signUp('seat@example.com')
    const token = await tokenTo('seat@example.com')
    expect((await accept(seat, token)).statusCode).toBe(429)
    await limit(2)
    expect((await accept(seat, token)).statusCode).toBe(200)
  })

  it('takes the last seat once, however many accept at once', async () => {
    const tokens = await Promise.all(
      ['p', 'q', 'r'].map(async (letter) => {
        const email = `${letter}.${number}@example.com`
        await invite(owner, email)
        return { person: await api.signUp(email), token: await tokenTo(email) }
      }),
    )
    await api.call('PUT', `/api/v1/organizations/${org}/subscription`, {
      headers: asRoot,
      body: { seat_limit: 2 },
    })

    const answers = await Promise.all(tokens.map(({ person, token }) => accept(person, token)))

    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 429, 429])
  })

  it('is refused after ten in an hour, sent again or new, and allowed when the hour is over', async () => {
    await api.call('PUT', `/api/v1/organizations/${org}/subscription`, {
      headers: asRoot,
      body: { seat_limit: 100 },
    })
    const made = await Promise.all(
      Array.from({ length: 10 }, (_, index) => invite(owner, `many.${index}.${number}@example.com`)),
    )
    expect(made.map((answer) => answer.statusCode)).toEqual(Array(10).fill(201))

    const eleventh = await invite(owner, `many.10.${number}@example.com`)
    expect(eleventh.statusCode).toBe(429)
    expect(eleventh.json().code).toBe('rate_limited')
    expect(Number(eleventh.headers['retry-after'])).toBeGreaterThan(3_000)
    const resend = `${url()}/${made[0]?.json().invitation_id}/resend`
    expect((await api.call('POST', resend, { headers: owner })).statusCode).toBe(429)
    expect((await look(await tokenTo(`many.0.${number}@example.com`))).statusCode).toBe(200)

    await api.database.query(
      "UPDATE org_invitations SET created_at = created_at - interval '61 minutes' WHERE org_slug = $1",
      [org],
    )
    expect((await invite(owner, `many.10.${number}@example.com`)).statusCode).toBe(201)
  })

  it('is handed over as a link when the mail server refuses the address', async () => {
    const answer = (await invite(owner, 'ann@refused.example')).json()

    expect(answer).toMatchObject({ mailed: false, mail_fault: expect.stringContaining('refused') })
    const token = answer.invite_url.replace('http://localhost:3000/invite/', '')
    expect((await look(token)).json().email).toBe('ann@refused.example')
  })

  it('is handed over as a link where there is no mail server', async () => {
    const silent = await api.variant({ environment: { RATE_LIMIT_ENABLED: 'false' } })
    const answer = await silent.call('POST', url(), {
      headers: owner,
      body: { email: 'hand@example.com', role: 'viewer' },
    })

    expect(answer.json()).toMatchObject({
      mailed: false,
      mail_fault: 'This server has no mail server configured.',
      invite_url: expect.stringMatching(/^http:\/\/localhost:3000\/invite\/[\w-]{43}$/),
    })
    const listed = (await silent.call('GET', url(), { headers: owner })).json()
    expect(listed.mail).toBe(false)
    expect(JSON.stringify(listed)).not.toContain('/invite/')
  })

  it('of another organization does not exist', async () => {
    const { invitation_id: id } = (await invite(owner, 'far@example.com')).json()
    const { headers } = await api.onboard(`far_${number}`)
    const stranger = await api.signUp(`stranger.${number}@example.com`)
    await api.call('POST', `/api/v1/organizations/far_${number}/members`, {
      headers: asRoot,
      body: { email: `stranger.${number}@example.com`, role: 'owner' },
    })

    expect((await api.call('DELETE', `${url()}/${id}`, { headers: stranger })).statusCode).toBe(404)
    for (const method of ['DELETE', 'POST'] as const) {
      const path = `${url(`far_${number}`)}/${id}${method === 'POST' ? '/resend' : ''}`
      expect((await api.call(method, path, { headers: stranger })).statusCode).toBe(404)
    }
    expect((await invite(headers, 'a@example.com', 'viewer', `far_${number}`)).statusCode).toBe(403)
  })

  it('tells nothing to somebody who guesses a token', async () => {
    const person = await api.signUp(`guess.${number}@example.com`)
    const guess = 'x'.repeat(43)

    expect((await look(guess)).statusCode).toBe(404)
    expect((await look('short')).statusCode).toBe(422)
    expect((await api.call('GET', '/api/v1/invitations/by-token')).statusCode).toBe(422)
    expect((await accept(person, guess)).statusCode).toBe(404)
    expect((await accept(asRoot, guess)).statusCode).toBe(403)
    expect((await accept({}, guess)).statusCode).toBe(401)
  })

  it('lets the invited person sign up where sign-up is closed, and nobody else', async () => {
    await invite(owner, 'guest@example.com')
    const token = await tokenTo('guest@example.com')
    const closed = await api.variant({ environment: { CLOUDACT_SIGN_UP: 'off' } })
    const signUp = (email: string) =>
      closed.call('POST', '/api/auth/sign-up/email', {
        headers: { origin: 'http://localhost:3000', 'x-invitation-token': token },
        body: { email, password: 'correct horse battery', name: 'Guest' },
      })

    const stranger = await signUp('eve@example.com')
    expect(stranger.statusCode).toBe(403)
    expect(stranger.json().message).toContain('by invitation only')
    expect((await signUp('guest@example.com')).statusCode).toBe(200)
    expect((await closed.call('GET', '/api/v1/sign-in-options')).json()).toEqual({
      sign_up: false,
      mail: false,
    })
  })
})
