import { parseOrgSlug } from '@cloudact/core/org-slug'
import { openChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import { findChannel } from '@cloudact/store/notifications/find-channel'
import { insertNotification, settleNotification } from '@cloudact/store/notifications/notification-history'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'
import { testPipelineService, type TestPipelineService } from '../../testing/test-pipeline-service.ts'

const acme = parseOrgSlug('acme')
// An address, so that no name has to be resolved.
const HOOK = 'https://93.184.216.34/services/T0/secret-token-4711'
const CHANNELS = '/api/v1/notifications/acme/channels'
const HISTORY = '/api/v1/notifications/acme/history'
let api: TestApi
let pipelines: TestPipelineService
let headers: Record<string, string>
let stranger: Record<string, string>
let viewer: Record<string, string>
beforeAll(async () => {
  pipelines = await testPipelineService()
  api = await testApi({ pipelineBaseUrl: pipelines.url, environment: { RATE_LIMIT_ENABLED: 'false' } })
  headers = (await api.onboard('acme')).headers
  stranger = (await api.onboard('globex')).headers
  viewer = await api.signUp('vera@acme.example')
  await api.call('POST', '/api/v1/organizations/acme/members', {
    headers: asRoot,
    body: { email: 'vera@acme.example', role: 'viewer' },
  })
})
afterAll(async () => {
  await api.close()
  await pipelines.close()
})

const create = (body: object) => api.call('POST', CHANNELS, { headers, body })
const created = async (body: object): Promise<string> => {
  const response = await create(body)
  expect(response.statusCode, response.body).toBe(201)
  return response.json().channel_id
}
const mail = (name: string, more: object = {}) => ({
  name,
  channel_type: 'email',
  email_recipients: ['ops@acme.example'],
  ...more,
})

describe('channels', () => {
  it('are sealed as the notifier opens them, and their addresses are never shown or logged', async () => {
    const response = await create({
      name: 'Alarm',
      channel_type: 'webhook',
      webhook_url: HOOK,
      webhook_headers: { authorization: 'Bearer hook-secret-0815' },
      trigger: 'always',
    })
    const id: string = response.json().channel_id

    expect(response.json()).toMatchObject({
      channel_type: 'webhook',
      trigger: 'always',
      webhook_configured: true,
      webhook_headers_configured: true,
      webhook_method: 'POST',
      slack_webhook_configured: false,
    })
    const row = await findChannel(api.database, acme, id)
    expect(await openChannelSecret(api.kms, acme, id, row?.webhook_url_encrypted ?? '')).toBe(HOOK)
    expect(
      JSON.parse(await openChannelSecret(api.kms, acme, id, row?.webhook_headers_encrypted ?? '')),
    ).toEqual({ authorization: 'Bearer hook-secret-0815' })
    const audit = (
      await api.call('GET', '/api/v1/admin/audit-logs/acme?resource_type=notification_channel', {
        headers: asRoot,
      })
    ).json()
    expect(audit.logs[0]).toMatchObject({ action: 'CREATE', status: 'SUCCESS', resource_id: id })
    const seen = [
      response.body,
      (await api.call('GET', CHANNELS, { headers })).body,
      (await api.call('GET', `${CHANNELS}/${id}`, { headers })).body,
      JSON.stringify(audit),
      ...api.lines,
    ].join('\n')
    expect(seen).not.toContain('secret-token-4711')
    expect(seen).not.toContain('hook-secret-0815')
  })

  it('change field by field: what is not named stays, null takes an option away', async () => {
    const id = await created(mail('Changing', { email_subject_prefix: '[acme]', is_active: false }))
    const change = (body: object) => api.call('PUT', `${CHANNELS}/${id}`, { headers, body })

    expect((await change({ email_recipients: ['two@acme.example'] })).json()).toMatchObject({
      name: 'Changing',
      email_recipients: ['two@acme.example'],
      email_subject_prefix: '[acme]',
      is_active: false,
    })
    expect((await change({ email_subject_prefix: null, is_active: true })).json()).toMatchObject({
      email_subject_prefix: null,
      is_active: true,
    })
    expect((await change({})).statusCode).toBe(422)
    expect((await change({ email_recipients: [] })).statusCode).toBe(422)
    expect((await change({ channel_type: 'slack' })).statusCode).toBe(422)
  })

  it('keep their address when another field changes, and get a new one when it is given', async () => {
    const id = await created({ name: 'Slack', channel_type: 'slack', slack_webhook_url: HOOK })
    const opened = async () => {
      const row = await findChannel(api.database, acme, id)
      return openChannelSecret(api.kms, acme, id, row?.slack_webhook_url_encrypted ?? '')
    }
    await api.call('PUT', `${CHANNELS}/${id}`, { headers, body: { slack_channel: '#costs' } })
    expect(await opened()).toBe(HOOK)
    await api.call('PUT', `${CHANNELS}/${id}`, { headers, body: { slack_webhook_url: `${HOOK}-2` } })
    expect(await opened()).toBe(`${HOOK}-2`)
  })

  it('have one default per type, the latest, however many are made at once', async () => {
    const responses = await Promise.all(
      ['a', 'b', 'c', 'd'].map((name) => create(mail(`default ${name}`, { is_default: true }))),
    )
    expect(responses.map((response) => response.statusCode)).toEqual([201, 201, 201, 201])

    const channels = (await api.call('GET', `${CHANNELS}?channel_type=email`, { headers })).json()
    expect(channels.filter((channel: { is_default: boolean }) => channel.is_default)).toHaveLength(1)
  })

  it('tell of failures unless they say otherwise or are the default', async () => {
    expect((await create(mail('quiet one'))).json()).toMatchObject({ trigger: 'on_failure' })
    expect((await create(mail('every end', { is_default: true }))).json()).toMatchObject({ trigger: null })
    expect((await create(mail('none', { trigger: null }))).json()).toMatchObject({ trigger: null })
    expect((await create(mail('odd', { trigger: 'sometimes' }))).statusCode).toBe(422)
  })

  it('are refused a name that is taken, and can be filtered and removed', async () => {
    const id = await created(mail('Twice', { is_active: false }))
    expect((await create(mail('tWICE'))).statusCode).toBe(409)
    const active = (await api.call('GET', `${CHANNELS}?active_only=true`, { headers })).json()
    expect(active.some((channel: { channel_id: string }) => channel.channel_id === id)).toBe(false)

    expect((await api.call('DELETE', `${CHANNELS}/${id}`, { headers })).statusCode).toBe(204)
    expect((await api.call('DELETE', `${CHANNELS}/${id}`, { headers })).statusCode).toBe(404)
    expect((await api.call('GET', `${CHANNELS}/${id}`, { headers })).statusCode).toBe(404)
  })

  const hook = (webhook_url: string) => ({ name: 'bad', channel_type: 'webhook', webhook_url })
  it.each([
    ['a recipient that is no address', mail('bad', { email_recipients: ['nobody'] }), 'email_recipients'],
    ['no recipient', { name: 'bad', channel_type: 'email' }, 'email_recipients'],
    [
      'a subject with a line break',
      mail('bad', { email_subject_prefix: 'a\r\nBcc: x' }),
      'email_subject_prefix',
    ],
    ['no address', { name: 'bad', channel_type: 'webhook' }, 'webhook_url'],
    ['plain http', hook('http://93.184.216.34/x'), 'webhook_url'],
    ['loopback', hook('https://127.0.0.1/x'), 'webhook_url'],
    ['cloud metadata', hook('https://169.254.169.254/latest'), 'webhook_url'],
    ['a private address', hook('https://[fd00::1]/x'), 'webhook_url'],
    ['a name inside the network', hook('https://localhost/x'), 'webhook_url'],
    ['a password in the address', hook('https://u:p@93.184.216.34/x'), 'webhook_url'],
    [
      'a header of ours',
      { ...hook(HOOK), webhook_headers: { 'X-CloudAct-Signature': 'x' } },
      'webhook_headers',
    ],
    ['a header that is two', { ...hook(HOOK), webhook_headers: { a: 'b\r\nc: d' } }, 'webhook_headers'],
    ['fields of another type', { ...hook(HOOK), slack_channel: '#x' }, 'slack_channel'],
    ['an unknown type', { name: 'bad', channel_type: 'pigeon' }, 'channel_type'],
    ['an unknown field', mail('bad', { colour: 'red' }), 'colour'],
  ])('refuse %s and store nothing', async (_, body, field) => {
    const response = await create(body)

    expect(response.statusCode).toBe(422)
    expect(response.body).toContain(field)
    expect(
      await api.database.query("SELECT 1 AS found FROM org_notification_channels WHERE name = 'bad'"),
    ).toEqual([])
  })

  it('may be read by viewers and changed by nobody without the scope', async () => {
    const id = await created(mail('Watched'))
    expect((await api.call('GET', `${CHANNELS}/${id}`, { headers: viewer })).statusCode).toBe(200)
    const denied = [
      await api.call('POST', CHANNELS, { headers: viewer, body: mail('theirs') }),
      await api.call('PUT', `${CHANNELS}/${id}`, { headers: viewer, body: { name: 'theirs' } }),
      await api.call('DELETE', `${CHANNELS}/${id}`, { headers: viewer }),
      await api.call('POST', `${CHANNELS}/${id}/test`, { headers: viewer }),
    ]
    expect(denied.map((response) => response.statusCode)).toEqual([403, 403, 403, 403])
  })

  it('of another tenant do not exist, even by their id', async () => {
    const id = await created(mail('Ours'))
    const theirs = `/api/v1/notifications/globex/channels/${id}`
    const answers = [
      await api.call('GET', theirs, { headers: stranger }),
      await api.call('PUT', theirs, { headers: stranger, body: { name: 'mine' } }),
      await api.call('DELETE', theirs, { headers: stranger }),
      await api.call('POST', `${theirs}/test`, { headers: stranger }),
    ]
    expect(answers.map((response) => response.statusCode)).toEqual([404, 404, 404, 404])
    expect((await findChannel(api.database, acme, id))?.name).toBe('Ours')
  })

  it('move to the new master key with every other secret', async () => {
    const id = await created({
      name: 'Rotated',
      channel_type: 'webhook',
      webhook_url: HOOK,
      webhook_headers: { 'x-token': 'long-enough-to-wrap-more-than-one-line-of-base64-'.repeat(4) },
    })
    const before = await findChannel(api.database, acme, id)

    await api.call('POST', '/api/v1/admin/encryption-key/rotate', { headers: asRoot })

    const row = await findChannel(api.database, acme, id)
    for (const column of ['webhook_url_encrypted', 'webhook_headers_encrypted'] as const) {
      const envelope = Buffer.from(row?.[column] ?? '', 'base64')
      expect(envelope.subarray(5, 7).toString()).toBe('v2')
      expect(row?.[column]).toBe(envelope.toString('base64'))
      expect(row?.[column]).not.toBe(before?.[column])
    }
    expect(await openChannelSecret(api.kms, acme, id, row?.webhook_url_encrypted ?? '')).toBe(HOOK)
  })
})

describe('a test', () => {
  it('pitfall 31: goes to the pipeline service with all it needs, and its outcome comes back', async () => {
    const id = await created(mail('Tested'))
    pipelines.answer = () => ({
      status: 200,
      body: JSON.stringify({
        success: false,
        channel_id: id,
        notification_id: 'ntf_1',
        status: 'failed',
        message: 'The mail server could not be reached.',
      }),
    })

    const response = await api.call('POST', `${CHANNELS}/${id}/test`, { headers })

    expect(response.json()).toMatchObject({ success: false, notification_id: 'ntf_1', status: 'failed' })
    const request = pipelines.seen.at(-1)
    expect(request).toMatchObject({ method: 'POST', url: '/api/v1/notifications/test' })
    expect(request?.headers['x-ca-root-key']).toBe(asRoot['x-ca-root-key'])
    expect(JSON.parse(request?.body ?? '')).toEqual({ org_slug: 'acme', channel_id: id })
  })

  it('passes a refusal on', async () => {
    const id = await created(mail('Refused'))
    pipelines.answer = () => ({
      status: 409,
      body: JSON.stringify({
        type: 'about:blank',
        title: 'Conflict',
        status: 409,
        detail: 'The channel has no address.',
        code: 'conflict',
        request_id: 'r',
      }),
    })
    expect((await api.call('POST', `${CHANNELS}/${id}/test`, { headers })).statusCode).toBe(409)
  })
})

describe('the history', () => {
  const record = async (org: string, status: 'delivered' | 'failed', daysAgo = 0, type = 'run_failed') => {
    const at = Date.now() - daysAgo * 86_400_000
    const id = await insertNotification(
      api.database,
      {
        org: parseOrgSlug(org),
        channelId: 'chn_x',
        type,
        priority: 'high',
        subject: 'OpenAI failed',
        bodyPreview: '401',
        recipients: ['ops@acme.example'],
        triggerData: { run_id: 'run_1' },
      },
      at,
    )
    await settleNotification(api.database, id, { status, retries: 2 }, at)
    return id
  }

  it('is listed newest first, filtered, paged, and of the own organization', async () => {
    const old = await record('acme', 'delivered', 30)
    const failed = await record('acme', 'failed')
    const alert = await record('acme', 'delivered', 0, 'alert_triggered')
    const foreign = await record('globex', 'delivered')
    const list = async (query: string) => {
      const response = await api.call('GET', `${HISTORY}?${query}`, { headers })
      return response.json().map((entry: { notification_id: string }) => entry.notification_id)
    }

    expect((await list('')).toSorted()).toEqual([alert, failed].toSorted())
    expect(await list('days=90&status=delivered&notification_type=run_failed')).toEqual([old])
    expect(await list('days=90&limit=1&offset=2')).toEqual([old])
    expect((await api.call('GET', `${HISTORY}/${failed}`, { headers })).json()).toMatchObject({
      status: 'failed',
      retry_count: 2,
      trigger_data: { run_id: 'run_1' },
      recipients: ['ops@acme.example'],
    })
    expect((await api.call('GET', `${HISTORY}/${foreign}`, { headers })).statusCode).toBe(404)
    expect((await api.call('GET', `${HISTORY}?days=91`, { headers })).statusCode).toBe(422)
    expect((await api.call('GET', `${HISTORY}?limit=0`, { headers })).statusCode).toBe(422)
  })

  it('is acknowledged once: the first who saw it stays', async () => {
    const id = await record('acme', 'delivered')
    const first = (await api.call('POST', `${HISTORY}/${id}/acknowledge`, { headers })).json()
    expect(first.acknowledged_by).toMatch(/^key:/)
    const second = await api.call('POST', `${HISTORY}/${id}/acknowledge`, { headers: asRoot })
    expect(second.json()).toMatchObject({
      acknowledged_at: first.acknowledged_at,
      acknowledged_by: first.acknowledged_by,
    })
    const denied = await api.call('POST', `${HISTORY}/${id}/acknowledge`, { headers: viewer })
    expect(denied.statusCode).toBe(403)
    expect((await api.call('POST', `${HISTORY}/ntf_none/acknowledge`, { headers })).statusCode).toBe(404)
  })

  it('is counted', async () => {
    const stats = (org: Record<string, string>, slug: string) =>
      api.call('GET', `/api/v1/notifications/${slug}/stats`, { headers: org })

    // Of acme: three delivered (one old, one acknowledged) and one failed. Of globex: one delivered.
    expect((await stats(headers, 'acme')).json()).toMatchObject({
      notifications_24h: 3,
      alerts_24h: 1,
      delivery_rate: 75,
      pending_acknowledgments: 2,
    })
    expect((await stats(stranger, 'globex')).json()).toMatchObject({
      total_channels: 0,
      delivery_rate: 100,
      pending_acknowledgments: 1,
      total_rules: 0,
    })
  })
})
