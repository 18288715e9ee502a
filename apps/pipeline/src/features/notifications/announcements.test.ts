import { parseOrgSlug } from '@cloudact/core/org-slug'
import { SCOPES } from '@cloudact/core/roles'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { createMailer, type Mailer } from '@cloudact/notify/mailer'
import { mailServer, type MailServer } from '@cloudact/notify/testing/mail-server'
import { sealChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { ROOT_KEY } from '../../testing/test-parts.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'

const acme = parseOrgSlug('acme')
const asRoot = { 'x-ca-root-key': ROOT_KEY }
let hook: VendorServer
let status = 200
let mails: MailServer
let mailer: Mailer
let service: TestPipeline
beforeAll(async () => {
  hook = await vendorServer(() => ({ status }))
  mails = await mailServer()
  mailer = createMailer({ host: '127.0.0.1', port: mails.port, secure: false, from: 'cloudact@example.com' })
  service = await testPipeline({ notificationsUrl: hook.url, mailer })
  for (const [id, active] of [
    ['chn_hook', true],
    ['chn_off', false],
  ] as const) {
    const url = await sealChannelSecret(service.kms, acme, id, `${hook.url}/${id}`)
    await service.database.query(
      `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name, is_active, webhook_url_encrypted)
       VALUES ($1, 'acme', 'webhook', $1 || ' by name', $2, $3)`,
      [id, active, url],
    )
  }
  await service.database.query(
    `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name, email_recipients)
     VALUES ('chn_mail', 'acme', 'email', 'finance', '{finance@acme.example}')`,
  )
})
beforeEach(() => {
  status = 200
  hook.requests.length = 0
  mails.mails.length = 0
})
afterAll(async () => {
  await service.close()
  mailer.close()
  await mails.close()
  await hook.close()
})

const notice = { org_slug: 'acme', title: 'Spend is high', message: 'GenAI is over the limit.' }
const summary = {
  org_slug: 'acme',
  summary_id: 'sum_1',
  summary_name: 'Weekly costs',
  content: { total: '12.345678' },
}
const send = (body: object, headers: Record<string, string> = asRoot) =>
  service.call('POST', '/api/v1/notifications/send', body, headers)
const sendSummary = (body: object, headers: Record<string, string> = asRoot) =>
  service.call('POST', '/api/v1/notifications/summary', body, headers)
const history = (where: string) =>
  service.database.query(
    `SELECT channel_id, notification_type, priority, status, rule_id, summary_id FROM org_notification_history WHERE ${where} ORDER BY channel_id`,
  )

describe('a notification', () => {
  test('reaches every active channel of the organization when none is named, and is in the history', async () => {
    const answer = await send({
      ...notice,
      event: 'budget_exceeded',
      severity: 'critical',
      rule_id: 'rule_1',
      total_cost: '1234.567890123456',
      threshold: 1000,
      details: { service: 'GPT-4o', nested: { deep: 1 } },
    })

    expect(answer.body).toMatchObject({ success: true, delivered: 2, failed: 0, org_slug: 'acme' })
    expect(JSON.parse(hook.requests[0]?.body ?? '')).toMatchObject({
      type: 'budget_exceeded',
      priority: 'critical',
      subject: 'Spend is high',
      data: {
        total_cost: '1234.567890123456 USD',
        threshold: '1000 USD',
        service: 'GPT-4o',
        nested: { deep: 1 },
        org_slug: 'acme',
      },
    })
    expect(mails.mails.map((mail) => mail.to)).toEqual([['finance@acme.example']])
    expect(await history(`rule_id = 'rule_1'`)).toMatchObject([
      {
        channel_id: 'chn_hook',
        notification_type: 'budget_exceeded',
        priority: 'critical',
        status: 'delivered',
      },
      { channel_id: 'chn_mail', status: 'delivered' },
    ])
  })

  test('goes to the channels, addresses and webhook that were named, and to no other', async () => {
    await send({ ...notice, channels: ['chn_hook by name'] })
    expect([hook.requests.length, mails.mails.length]).toEqual([1, 0])

    await send({ ...notice, channels: ['email'], recipients: ['cfo@acme.example'] })
    expect(mails.mails.flatMap((mail) => mail.to).toSorted()).toEqual([
      'cfo@acme.example',
      'finance@acme.example',
    ])

    const slack = await send({
      ...notice,
      slack_webhook_url: `${hook.url}/services/secret`,
      slack_channel: '#costs',
    })
    expect(hook.requests.at(-1)).toMatchObject({ path: '/services/secret' })
    expect(slack.text).not.toContain('secret')
    expect([hook.requests.length, mails.mails.length]).toEqual([2, 2])
  })

  test('that does not arrive says which channel and why, without its address', async () => {
    status = 400

    const answer = await send({ ...notice, channels: ['chn_hook'] })

    expect(answer.body).toMatchObject({
      success: false,
      failed: 1,
      results: [{ channel: 'chn_hook by name', status: 'failed', error: 'The webhook answered 400.' }],
    })
    expect(answer.text).not.toContain(hook.url)
  })

  test('is not sent to an address inside the network', async () => {
    const answer = await send({ ...notice, slack_webhook_url: 'https://169.254.169.254/latest' })

    expect(answer.body).toMatchObject({ success: false, failed: 1 })
    expect(hook.requests).toEqual([])
  })
})

describe('a summary', () => {
  test('carries its figures, nested ones too, and is in the history under its id', async () => {
    const answer = await sendSummary({
      ...summary,
      content: { total: '12.345678', by_provider: [{ name: 'OpenAI', cost: '9.1' }], complete: true },
      channel_ids: ['chn_mail', 'chn_hook'],
    })

    expect(answer.body).toMatchObject({ success: true, delivered: 2 })
    const mail = mails.mails[0]?.source ?? ''
    expect(mail).toContain('Weekly costs for acme')
    expect(mail).toContain('12.345678')
    expect(mail).toContain('By provider, 1, Cost')
    expect(JSON.parse(hook.requests[0]?.body ?? '')).toMatchObject({
      type: 'cost_summary',
      data: { summary_id: 'sum_1', content: { by_provider: [{ name: 'OpenAI', cost: '9.1' }] } },
    })
    expect(await history(`summary_id = 'sum_1'`)).toMatchObject([
      { status: 'delivered' },
      { status: 'delivered' },
    ])
  })
})

test.each([
  ['an unknown channel', { channels: ['chn_none'] }, 404],
  ['a channel that is switched off', { channels: ['chn_off'] }, 409],
  ['another organization that has no channel', { org_slug: 'globex' }, 409],
  ['a channel of another organization', { org_slug: 'globex', channels: ['chn_hook'] }, 404],
  ['an organization there is not', { org_slug: 'nobody_1' }, 404],
  ['an unknown field', { colour: 'red' }, 422],
  ['no title', { title: ' ' }, 422],
  ['an amount that is none', { total_cost: 'much' }, 422],
  ['a recipient that is no address', { recipients: ['finance'] }, 422],
])('a notification to %s is refused', async (_, over, expected) => {
  expect((await send({ ...notice, ...over })).status).toBe(expected)
  expect([hook.requests.length, mails.mails.length]).toEqual([0, 0])
})

test('both are the operator’s, and audited', async () => {
  const key = await service.keyOf(acme, SCOPES)
  expect((await send(notice, key)).status).toBe(403)
  expect((await send(notice, {})).status).toBe(401)
  expect((await sendSummary(summary, key)).status).toBe(403)
  expect((await sendSummary(summary, {})).status).toBe(401)
  expect((await sendSummary({ ...summary, content: 'text' })).status).toBe(422)
  expect((await sendSummary({ ...summary, org_slug: 'nobody_1' })).status).toBe(404)

  const rows = await service.database.query(
    `SELECT resource_type, status, count(*)::int AS rows FROM org_audit_logs
     WHERE resource_type IN ('notification', 'notification_summary') AND status IN ('DENIED', 'SUCCESS') GROUP BY 1, 2 ORDER BY 1, 2`,
  )
  expect(rows).toMatchObject([
    { resource_type: 'notification', status: 'DENIED', rows: 2 },
    { resource_type: 'notification', status: 'SUCCESS' },
    { resource_type: 'notification_summary', status: 'DENIED', rows: 2 },
    { resource_type: 'notification_summary', status: 'SUCCESS' },
  ])
})
