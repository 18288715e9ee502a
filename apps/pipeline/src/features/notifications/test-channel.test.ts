import { parseOrgSlug } from '@cloudact/core/org-slug'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { createMailer, type Mailer } from '@cloudact/notify/mailer'
import { mailServer, type MailServer } from '@cloudact/notify/testing/mail-server'
import { sealChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'
import { ROOT_KEY } from '../../testing/test-parts.ts'

const acme = parseOrgSlug('acme')
const asRoot = { 'x-ca-root-key': ROOT_KEY }
let hook: VendorServer
let status = 200
let mails: MailServer
let mailer: Mailer
let pipeline: TestPipeline
beforeAll(async () => {
  hook = await vendorServer(() => ({ status }))
  mails = await mailServer()
  mailer = createMailer({ host: '127.0.0.1', port: mails.port, secure: false, from: 'cloudact@example.com' })
  pipeline = await testPipeline({ notificationsUrl: hook.url, mailer })
  const url = await sealChannelSecret(pipeline.kms, acme, 'chn_hook', `${hook.url}/hook`)
  await pipeline.database.query(
    `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name, is_active, webhook_url_encrypted)
     VALUES ('chn_hook', 'acme', 'webhook', 'hook', false, $1)`,
    [url],
  )
  for (const trigger of ['on_failure', 'on_success', 'on_completion', 'always']) {
    await pipeline.database.query(
      `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name, email_recipients, run_trigger)
       VALUES ('chn_' || $1, 'acme', 'email', $1, ARRAY[$1 || '@acme.example'], $1)`,
      [trigger],
    )
  }
  await pipeline.database.query(
    `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name) VALUES ('chn_bare', 'acme', 'slack', 'bare')`,
  )
})
afterAll(async () => {
  await pipeline.close()
  mailer.close()
  await mails.close()
  await hook.close()
})

const send = (channel: string, org = 'acme', headers: Record<string, string> = asRoot) =>
  pipeline.call('POST', '/api/v1/notifications/test', { org_slug: org, channel_id: channel }, headers)
const stored = (id: unknown) =>
  pipeline.database.query(
    'SELECT status, notification_type, retry_count FROM org_notification_history WHERE notification_id = $1',
    [String(id)],
  )

test('pitfall 31: a test is really delivered, needs nothing but the channel, and is in the history', async () => {
  const answer = await send('chn_hook')

  expect(answer.body).toMatchObject({ success: true, status: 'delivered', channel_id: 'chn_hook' })
  expect(JSON.parse(hook.requests.at(-1)?.body ?? '')).toMatchObject({ type: 'channel_test' })
  expect(await stored(answer.body.notification_id)).toEqual([
    { status: 'delivered', notification_type: 'channel_test', retry_count: 0 },
  ])
})

test('a test that does not arrive says why at once, without the address, and is in the history', async () => {
  status = 500
  const answer = await send('chn_hook')
  status = 200

  expect(answer.status).toBe(200)
  expect(answer.body).toMatchObject({
    success: false,
    status: 'failed',
    message: 'The webhook answered 500.',
  })
  expect(answer.text).not.toContain(hook.url)
  expect(await stored(answer.body.notification_id)).toMatchObject([{ status: 'failed', retry_count: 0 }])
})

test('a test is the operator’s to ask for, and finds channels of the named organization only', async () => {
  expect((await send('chn_hook', 'globex')).status).toBe(404)
  expect((await send('chn_none')).status).toBe(404)
  expect((await send('chn_bare')).status).toBe(409)
  expect((await send('chn_hook', 'acme', {})).status).toBe(401)
  const key = await pipeline.keyOf(acme, ['notifications:write'])
  expect((await send('chn_hook', 'acme', key)).status).toBe(403)
  const odd = await pipeline.call('POST', '/api/v1/notifications/test', { org_slug: 'acme' }, asRoot)
  expect(odd.status).toBe(422)
})

test('pitfall 3: a failed run is mailed to those who asked for failures, with its state, and not to the others', async () => {
  const told = async (count: number) => {
    await eventually(
      () => Promise.resolve(mails.mails.length),
      (seen) => seen >= count,
    )
    return mails.mails.splice(0).toSorted((a, b) => String(a.to).localeCompare(String(b.to)))
  }

  pipeline.answers.set('/call', () => ({ status: 400 }))
  await pipeline.run('genai/payg/call', { date: '2026-02-01' })
  const failures = await told(3)
  expect(failures.flatMap((mail) => mail.to)).toEqual([
    'always@acme.example',
    'on_completion@acme.example',
    'on_failure@acme.example',
  ])
  for (const mail of failures) {
    expect(mail.source).toContain('failed for acme')
    expect(mail.source).not.toContain('UNKNOWN')
  }

  pipeline.answers.clear()
  await pipeline.run('genai/payg/call', { date: '2026-02-02' })
  expect((await told(3)).flatMap((mail) => mail.to)).toEqual([
    'always@acme.example',
    'on_completion@acme.example',
    'on_success@acme.example',
  ])
})
