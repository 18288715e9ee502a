import { parseOrgSlug } from '@cloudact/core/org-slug'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { credentialContext } from '@cloudact/store/credentials/credential-row'
import { sealChannelSecret } from '@cloudact/store/notifications/channel-secrets'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'

const acme = parseOrgSlug('acme')
const SECRET = 'sk-secret-of-the-vendor-0123456789'
let hook: VendorServer
let status = 200
let pipeline: TestPipeline
beforeAll(async () => {
  hook = await vendorServer(() => ({ status }))
  pipeline = await testPipeline({ notificationsUrl: hook.url })
  const url = await sealChannelSecret(pipeline.kms, acme, 'ch_1', `${hook.url}/hook`)
  await pipeline.database.query(
    `INSERT INTO org_notification_channels (channel_id, org_slug, channel_type, name, is_default, webhook_url_encrypted)
     VALUES ('ch_1', 'acme', 'webhook', 'ops', true, $1)`,
    [url],
  )
})
afterAll(async () => {
  await pipeline.close()
  await hook.close()
})

const history = () =>
  pipeline.database.query<{ status: string; notification_type: string }>(
    `SELECT status, notification_type FROM org_notification_history ORDER BY created_at, notification_id`,
  )

test('the end of a run is told to the default channels, and a channel that fails never fails a run', async () => {
  await pipeline.run('genai/payg/call', { date: '2026-01-10' })
  await eventually(history, (rows) => rows.some((row) => row.status === 'delivered'))
  expect(JSON.parse(hook.requests[0]?.body ?? '')).toMatchObject({
    type: 'run_completed',
    data: { status: 'COMPLETED' },
  })

  status = 400
  const ended = await pipeline.run('genai/payg/call', { date: '2026-01-11' })
  expect(ended.body.status).toBe('COMPLETED')
  await eventually(history, (rows) => rows.some((row) => row.status === 'failed'))
  status = 200
})

test('a rule of the organization switches them off', async () => {
  await pipeline.database.query(
    `INSERT INTO org_notification_rules (rule_id, org_slug, name, is_active, priority, rule_category, rule_type, conditions)
     VALUES ('r1', 'acme', 'quiet', false, 'low', 'pipeline', 'run_completed', '{}')`,
  )
  const before = (await history()).length
  await pipeline.run('genai/payg/call', { date: '2026-01-12' })
  pipeline.answers.set('/call', () => ({ status: 400 }))
  await pipeline.run('genai/payg/call', { date: '2026-01-13' })
  const rows = await eventually(
    history,
    (all) => all.length > before && all.every((row) => row.status !== 'queued'),
  )
  expect(rows.slice(before).map((row) => row.notification_type)).toEqual(['run_failed'])
  pipeline.answers.clear()
})

test('a step gets the organization’s credential; each opening is audited and the secret never logged', async () => {
  const missing = await pipeline.run('genai/payg/secret', { date: '2026-01-10' })
  expect(missing.body.error).toContain('Set it up under Integrations')
  const sealed = await pipeline.kms.encrypt(
    new TextEncoder().encode(JSON.stringify({ api_key: SECRET })),
    credentialContext(acme, 'vendor', 'cred_1'),
  )
  await pipeline.database.transaction((tx) =>
    insertCredential(tx, {
      credentialId: 'cred_1',
      org: acme,
      provider: 'vendor',
      name: 'main',
      type: 'api_key',
      sealed,
      validationStatus: 'VALID',
      metadata: {},
      userId: null,
    }),
  )
  pipeline.answers.set('/call', (request) => ({
    body: request.headers.authorization === SECRET ? 'right' : 'wrong',
  }))
  const run = await pipeline.run('genai/payg/secret', { date: '2026-01-10', credential_id: 'cred_1' })
  expect(run.body.status).toBe('COMPLETED')
  const steps = await pipeline.call('GET', `/api/v1/pipelines/logs/acme/${String(run.body.run_id)}/steps`)
  expect(steps.body.steps).toMatchObject([{ output: { answer: 'right' } }])
  const audits = await pipeline.database.query(
    `SELECT status, details->>'run_id' AS run FROM org_audit_logs WHERE resource_id = 'cred_1'`,
  )
  expect(audits).toEqual([{ status: 'SUCCESS', run: run.body.run_id }])
  expect(JSON.stringify(pipeline.log.lines)).not.toContain(SECRET)

  await pipeline.database.query(
    `UPDATE org_integration_credentials SET encrypted_credential = '\\x00' WHERE credential_id = 'cred_1'`,
  )
  expect((await pipeline.run('genai/payg/secret', { date: '2026-01-11' })).body.status).toBe('FAILED')
  expect(
    await pipeline.database.query(
      `SELECT status FROM org_audit_logs WHERE resource_id = 'cred_1' AND status = 'FAILURE'`,
    ),
  ).toHaveLength(1)
})
