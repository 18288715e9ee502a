import { hashApiKey } from '@cloudact/security/api-key'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const admin = (method: 'GET' | 'POST' | 'DELETE', path: string, body?: object) =>
  api.call(method, `/api/v1/admin${path}`, { headers: asRoot, body })

describe('bootstrap', () => {
  it('finds every described central table made by the migrations, with every column', async () => {
    const status = (await admin('GET', '/bootstrap/status')).json()

    expect(status).toMatchObject({
      status: 'SYNCED',
      tables_missing: [],
      schema_diffs: { missing_columns: {} },
    })
    expect(status.tables_existing).toEqual(
      expect.arrayContaining(['org_profiles', 'org_meta_pipeline_batch_runs', 'org_kms_keys']),
    )
    expect(status.tables_extra).toContain('org_members')
  })

  it('puts back what is missing and nothing else', async () => {
    await api.database.query('DROP TABLE org_cost_tracking')
    await api.database.query('ALTER TABLE org_alert_history DROP COLUMN error_message')
    expect((await admin('GET', '/bootstrap/status')).json()).toMatchObject({
      status: 'OUT_OF_SYNC',
      tables_missing: ['org_cost_tracking'],
      schema_diffs: { missing_columns: { org_alert_history: ['error_message'] } },
    })

    const made = (await admin('POST', '/bootstrap', {})).json()
    const synced = (await admin('POST', '/bootstrap/sync', { sync_missing_columns: true })).json()

    expect(made).toMatchObject({
      status: 'SUCCESS',
      dataset_created: false,
      tables_created: ['org_cost_tracking'],
    })
    expect(synced).toMatchObject({
      tables_created: [],
      columns_added: { org_alert_history: ['error_message'] },
      errors: [],
    })
    expect((await admin('GET', '/bootstrap/status')).json().status).toBe('SYNCED')
  })

  it('does not offer to recreate', async () => {
    const response = await admin('POST', '/bootstrap', { force_recreate_dataset: true })

    expect([response.statusCode, response.json().errors[0].message]).toEqual([
      422,
      expect.stringContaining('delete data'),
    ])
  })
})

describe('keys', () => {
  it('are made for an organization without one, revoked by hash, and made again', async () => {
    const created = await admin('POST', '/organizations', { org_slug: 'keyless_1' })
    expect(created.json()).toEqual({
      org_slug: 'keyless_1',
      datasets_created: 1,
      api_keys_count: 0,
      total_pipeline_runs: 0,
    })

    const made = (await admin('POST', '/api-keys', { org_slug: 'keyless_1', description: 'for CI' })).json()
    expect(made.org_api_key_hash).toBe(hashApiKey(made.api_key))
    expect((await admin('POST', '/api-keys', { org_slug: 'keyless_1' })).statusCode).toBe(409)
    expect((await admin('POST', '/api-keys', { org_slug: 'nobody_1' })).statusCode).toBe(404)
    expect((await admin('GET', '/organizations/keyless_1')).json().api_keys_count).toBe(1)

    expect((await admin('DELETE', `/api-keys/${made.org_api_key_hash}`)).json()).toMatchObject({
      success: true,
      org_slug: 'keyless_1',
    })
    expect((await admin('DELETE', `/api-keys/${made.org_api_key_hash}`)).statusCode).toBe(404)
    expect((await admin('DELETE', '/api-keys/short')).statusCode).toBe(422)

    const again = (await admin('POST', '/organizations/keyless_1/regenerate-api-key')).json()
    expect(again.api_key).not.toBe(made.api_key)
    expect(
      (
        await api.call('GET', '/api/v1/organizations/keyless_1/quota', {
          headers: { 'x-api-key': again.api_key },
        })
      ).statusCode,
    ).toBe(200)
  })

  it('leave exactly one that works when several rotations race', async () => {
    await api.onboard('raced_1')

    await Promise.all(
      Array.from({ length: 5 }, () => admin('POST', '/organizations/raced_1/regenerate-api-key')),
    )

    expect((await admin('GET', '/organizations/raced_1')).json().api_keys_count).toBe(1)
  })

  it('are shown in the clear in development only', async () => {
    const { key } = await api.onboard('shown_1')
    const production = await api.variant({
      environment: {
        ENVIRONMENT: 'production',
        CA_ROOT_API_KEY: 'r'.repeat(40),
        CLOUDACT_PUBLIC_URL: 'https://app.example.com',
      },
    })
    const url = '/api/v1/admin/dev/api-key/shown_1'

    expect((await api.call('GET', url, { headers: asRoot })).json().api_key).toBe(key)
    const refused = await production.call('GET', url, { headers: asRoot })
    expect(refused.statusCode).toBe(403)
    const denials = (
      await production.call('GET', '/api/v1/admin/audit-logs/shown_1?status_filter=DENIED', {
        headers: asRoot,
      })
    ).json()
    expect(denials.logs).toMatchObject([{ action: 'READ', resource_type: 'api_key' }])
  })
})

describe('the encryption key', () => {
  it('is rotated: every stored secret moves to the new version and still opens', async () => {
    const { headers } = await api.onboard('rotating_1')
    await api.call('POST', '/api/v1/integrations/rotating_1/openai/setup', {
      headers,
      body: { credential: 'sk-admin-good-1' },
    })

    const rotated = await admin('POST', '/encryption-key/rotate')

    expect(rotated.json()).toMatchObject({ key_version: 'v2' })
    const secrets = await api.database.query<{ ciphertext: Uint8Array }>(
      `SELECT encrypted_credential AS ciphertext FROM org_integration_credentials
       UNION ALL SELECT encrypted_org_api_key FROM org_api_keys WHERE encrypted_org_api_key IS NOT NULL`,
    )
    expect(rotated.json().rewrapped).toBe(secrets.length)
    expect(
      secrets.every(({ ciphertext }) => Buffer.from(ciphertext.subarray(5, 7)).toString() === 'v2'),
    ).toBe(true)
    const validated = await api.call('POST', '/api/v1/integrations/rotating_1/openai/validate', { headers })
    expect(validated.json()).toMatchObject({ success: true, validation_status: 'VALID' })
    const versions = await api.database.query('SELECT key_version, status FROM org_kms_keys')
    expect(versions).toEqual([{ key_version: 'v2', status: 'ACTIVE' }])
    const [audit] = await api.database.query<{ details: object }>(
      "SELECT details FROM org_audit_logs WHERE resource_type = 'encryption_key' AND status = 'SUCCESS'",
    )
    expect(audit?.details).toMatchObject({ rotated: true, rewrapped: secrets.length, remaining: 0 })
  })

  it('that was made elsewhere is written down, and what is left is wrapped with it', async () => {
    const { headers } = await api.onboard('rewrapping_1')
    await api.call('POST', '/api/v1/integrations/rewrapping_1/openai/setup', {
      headers,
      body: { credential: 'sk-admin-good-1' },
    })
    const version = await api.kms.rotate()

    const rewrapped = await admin('POST', '/encryption-key/rewrap')
    const again = await admin('POST', '/encryption-key/rewrap')

    expect(rewrapped.json()).toMatchObject({ key_version: version, remaining: 0, unreadable: [] })
    expect(rewrapped.json().rewrapped).toBeGreaterThan(1)
    expect(again.json()).toMatchObject({ key_version: version, rewrapped: 0 })
    expect(
      await api.database.query(
        "SELECT status FROM org_kms_keys WHERE provider = 'local' AND key_version = $1",
        [version],
      ),
    ).toEqual([{ status: 'ACTIVE' }])
  })

  it('is the operator’s business alone', async () => {
    const { headers } = await api.onboard('nosy_1')

    for (const verb of ['rotate', 'rewrap']) {
      const url = `/api/v1/admin/encryption-key/${verb}`
      expect((await api.call('POST', url)).statusCode).toBe(401)
      expect((await api.call('POST', url, { headers })).statusCode).toBe(403)
    }
  })
})

describe('a backup', () => {
  it('is for the operator, and of an embedded database only', async () => {
    const { headers } = await api.onboard('copied_1')
    expect((await api.call('POST', '/api/v1/admin/backup')).statusCode).toBe(401)
    expect((await api.call('POST', '/api/v1/admin/backup', { headers })).statusCode).toBe(403)
    const refused = await admin('POST', '/backup')
    expect([refused.statusCode, refused.json().detail]).toEqual([409, expect.stringContaining('pg_dump')])
  })
})

describe('the audit log', () => {
  it('has every change with who, what and how it ended, newest first', async () => {
    const { headers } = await api.onboard('audited_1')
    const locale = '/api/v1/organizations/audited_1/locale'
    await api.call('PUT', locale, {
      headers: { ...headers, 'x-request-id': 'req-77' },
      body: { default_currency: 'EUR' },
    })
    await api.call('PUT', locale, { headers, body: { default_currency: 'NOPE' } })
    await api.call('DELETE', '/api/v1/organizations/audited_1', {
      headers,
      body: { confirm_org_slug: 'audited_1' },
    })

    const log = (await admin('GET', '/audit-logs/audited_1?limit=3')).json()

    expect(
      log.logs.map((entry: Record<string, unknown>) => [entry.action, entry.resource_type, entry.status]),
    ).toEqual([
      ['DELETE', 'organization', 'DENIED'],
      ['UPDATE', 'locale', 'FAILURE'],
      ['UPDATE', 'locale', 'SUCCESS'],
    ])
    expect(log.logs[2]).toMatchObject({
      api_key_id: expect.stringMatching(/^key_/),
      request_id: 'req-77',
      ip_address: '127.0.0.1',
    })
    expect(log).toMatchObject({ total_count: 3, has_more: false })
  })

  it('refuses reversed, impossible and unknown filters', async () => {
    for (const query of [
      'start_date=2026-01-02&end_date=2026-01-01',
      'start_date=2026-02-30',
      'limit=0',
      'action=EAT',
      'colour=red',
    ]) {
      expect((await admin('GET', `/audit-logs/audited_1?${query}`)).statusCode).toBe(422)
    }
  })
})

describe('quota jobs', () => {
  it('open the day, start the month again, and recount what runs', async () => {
    await api.onboard('counted_1')
    await api.database.query(
      `UPDATE org_usage_quotas SET concurrent_pipelines_running = 5, pipelines_run_month = 9 WHERE org_slug = 'counted_1'`,
    )
    const job = async (name: string) =>
      (await api.call('POST', `/api/v1/quota/${name}`, { headers: asRoot })).json()

    expect(await job('reset-daily')).toMatchObject({ success: true, orgs_created: 0 })
    expect((await job('cleanup-stale')).message).toBe('1 counters were wrong.')
    expect(await job('reset-monthly')).toMatchObject({ success: true })
    const [row] = await api.database.query(
      `SELECT concurrent_pipelines_running AS running, pipelines_run_month AS month FROM org_usage_quotas WHERE org_slug = 'counted_1'`,
    )
    expect(row).toEqual({ running: 0, month: 0 })
  })
})
