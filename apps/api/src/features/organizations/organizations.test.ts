import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

let api: TestApi
beforeAll(async () => {
  api = await testApi()
})
afterAll(() => api.close())

const onboard = (body: object, headers: Record<string, string> = asRoot) =>
  api.call('POST', '/api/v1/organizations/onboard', { headers, body })
const valid = { company_name: 'Acme GmbH', admin_email: 'ann@example.com' }
const count = async (table: string, org: string) =>
  (
    await api.database.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM ${table} WHERE org_slug = $1`,
      [org],
    )
  )[0]?.count

describe('onboarding', () => {
  it('makes the organization, its trial, quota row, tables and one key that works at once', async () => {
    const response = await onboard({
      ...valid,
      org_slug: 'Acme_1',
      subscription_plan: 'professional',
      default_currency: 'eur',
    })

    expect(response.statusCode, response.body).toBe(200)
    const made = response.json()
    expect(made).toMatchObject({
      org_slug: 'acme_1',
      api_key: expect.stringMatching(/^acme_1_api_[\w-]{32}$/),
      subscription_plan: 'PROFESSIONAL',
      default_currency: 'EUR',
      dataset_id: 'acme_1_prod',
    })
    expect(made.tables_created).toContain('cost_data_standard_1_3')
    const headers = { 'x-api-key': made.api_key }
    const subscription = (
      await api.call('GET', '/api/v1/organizations/acme_1/subscription', { headers })
    ).json()
    expect(subscription).toMatchObject({
      status: 'TRIAL',
      daily_limit: 25,
      providers_limit: 6,
      trial_end_date: made.trial_end_date,
    })
    const quota = (await api.call('GET', '/api/v1/organizations/acme_1/quota', { headers })).json()
    expect(quota).toMatchObject({
      pipelinesRunToday: 0,
      dailyLimit: 25,
      concurrentRunning: 0,
      configuredProvidersCount: 0,
    })
    expect(await count('org_usage_quotas', 'acme_1')).toBe(1)
    const status = (await api.call('GET', '/api/v1/organizations/acme_1/status', { headers: asRoot })).json()
    expect(status).toMatchObject({ status: 'SYNCED', profile_exists: true, tables_missing: [] })
  })

  it('makes a slug from the name when none is given', async () => {
    expect((await onboard({ ...valid, company_name: 'Ümläut & Söhne' })).json().org_slug).toMatch(
      /^umlaut_sohne_[0-9a-z]+$/,
    )
  })

  it.each([
    ['an unknown plan', { subscription_plan: 'GOLD' }, 422],
    ['an unknown currency', { default_currency: 'XXX' }, 422],
    ['an unknown time zone', { default_timezone: 'Mars/Olympus' }, 422],
    ['a bad address', { admin_email: 'nobody' }, 422],
    ['a bad slug', { org_slug: '../etc' }, 422],
    ['a slug of 51 characters', { org_slug: 'a'.repeat(51) }, 422],
    ['a reserved slug', { org_slug: 'pipelines' }, 409],
    ['an unknown field', { owner: 'me' }, 422],
    ['data to be recreated', { force_recreate_tables: true }, 422],
  ])('refuses %s and makes nothing', async (_, over, status) => {
    const before = await api.database.query('SELECT count(*) AS n FROM org_profiles')

    expect((await onboard({ ...valid, org_slug: 'refused_1', ...over })).statusCode).toBe(status)
    expect(await api.database.query('SELECT count(*) AS n FROM org_profiles')).toEqual(before)
  })

  it('refuses a slug that is taken, however many ask at once', async () => {
    const answers = await Promise.all(
      Array.from({ length: 5 }, () => onboard({ ...valid, org_slug: 'contested' })),
    )

    expect(answers.map((answer) => answer.statusCode).sort()).toEqual([200, 409, 409, 409, 409])
    expect(await count('org_api_keys', 'contested')).toBe(1)
  })

  it('replays the answer of an Idempotency-Key, refuses it for another request, and stores no key in the clear', async () => {
    const body = { ...valid, org_slug: 'replayed' }
    const headers = { ...asRoot, 'idempotency-key': 'once-1' }

    const first = await onboard(body, headers)
    const second = await onboard(body, headers)
    const other = await onboard({ ...body, org_slug: 'replayed_2' }, headers)

    expect(second.json()).toEqual(first.json())
    expect(other.statusCode).toBe(409)
    const stored = await api.database.query<{ response_data: string }>(
      'SELECT response_data FROM org_idempotency_keys',
    )
    expect(Buffer.from(stored[0]?.response_data ?? '', 'base64').toString('latin1')).not.toContain(
      first.json().api_key,
    )
  })

  it('frees an Idempotency-Key when the request failed', async () => {
    const headers = { ...asRoot, 'idempotency-key': 'once-2' }

    expect(
      (await onboard({ ...valid, org_slug: 'freed', default_currency: 'XXX' }, headers)).statusCode,
    ).toBe(422)
    expect((await onboard({ ...valid, org_slug: 'freed' }, headers)).statusCode).toBe(200)
  })

  it('makes a new key for an existing organization only for the operator', async () => {
    const body = { ...valid, org_slug: 'renewed', regenerate_api_key_if_exists: true }
    const first = (await onboard(body)).json()
    const person = await api.signUp('renewer@example.com')

    const second = (await onboard(body)).json()

    expect((await onboard(body, person)).statusCode).toBe(403)
    expect(second.api_key).not.toBe(first.api_key)
    expect(await count('org_api_keys', 'renewed')).toBe(2)
  })

  it('says in a dry run what would stop it, and does nothing', async () => {
    const dry = (body: object) => api.call('POST', '/api/v1/organizations/dryrun', { headers: asRoot, body })

    const good = await dry({ ...valid, org_slug: 'dry_1' })
    const bad = await dry({ ...valid, org_slug: 'contested', subscription_plan: 'GOLD' })

    expect(good.json()).toMatchObject({ ready_for_onboarding: true, status: 'PASSED' })
    expect(bad.json()).toMatchObject({
      ready_for_onboarding: false,
      validation_summary: { total: 3, failed: 2 },
    })
    expect(await count('org_profiles', 'dry_1')).toBe(0)
  })
})

describe('an organization', () => {
  it('changes its locale, and keeps it when the new one does not exist', async () => {
    const { headers } = await api.onboard('locale_1')
    const url = '/api/v1/organizations/locale_1/locale'
    const put = (body: object) => api.call('PUT', url, { headers, body })

    expect((await put({ default_currency: 'kwd', default_timezone: 'Europe/Berlin' })).json()).toMatchObject({
      default_currency: 'KWD',
      currency_decimals: 3,
      default_timezone: 'Europe/Berlin',
    })
    expect((await put({ default_currency: 'nope' })).statusCode).toBe(422)
    expect((await put({})).statusCode).toBe(422)
    expect((await api.call('GET', url, { headers })).json().default_currency).toBe('KWD')
  })

  it('counts days in the zone it was made with, and says that a new one is being worked on', async () => {
    const made = await onboard({ ...valid, org_slug: 'zone_1', default_timezone: 'Asia/Kolkata' })
    const headers = { 'x-api-key': made.json().api_key }
    const url = '/api/v1/organizations/zone_1/locale'
    const locale = async () => (await api.call('GET', url, { headers })).json()
    const put = (body: object) => api.call('PUT', url, { headers, body })
    expect(await locale()).toMatchObject({
      default_timezone: 'Asia/Kolkata',
      report_days: { time_zone: 'Asia/Kolkata', state: 'ready' },
    })

    const rebuilding = {
      default_timezone: 'Pacific/Apia',
      report_days: {
        time_zone: 'Asia/Kolkata',
        state: 'rebuilding',
        message: expect.stringContaining('anew for Pacific/Apia'),
      },
    }
    expect((await put({ default_timezone: 'Pacific/Apia' })).json()).toMatchObject(rebuilding)
    expect(await locale()).toMatchObject(rebuilding)
    expect(await count('org_time_zone_changes', 'zone_1')).toBe(1)

    // Back before anything was done: the change under way ends where it began.
    await put({ default_timezone: 'Asia/Kolkata' })
    const [change] = await api.database.query(
      `SELECT time_zone FROM org_time_zone_changes WHERE org_slug = 'zone_1'`,
    )
    expect(change).toEqual({ time_zone: 'Asia/Kolkata' })
    expect((await put({ default_timezone: '+05:30' })).statusCode).toBe(422)
  })

  it('asks for nothing when the zone stays the same', async () => {
    const { headers } = await api.onboard('zone_2')
    const url = '/api/v1/organizations/zone_2/locale'
    const body = { default_currency: 'EUR', default_timezone: 'UTC' }
    expect((await api.call('PUT', url, { headers, body })).json().report_days.state).toBe('ready')
    expect(await count('org_time_zone_changes', 'zone_2')).toBe(0)
  })

  it('takes the limits of a new plan, and single limits over them', async () => {
    const { headers } = await api.onboard('plans_1', 'STARTER')
    const url = '/api/v1/organizations/plans_1/subscription'

    const changed = await api.call('PUT', url, {
      headers: asRoot,
      body: { plan_name: 'scale', status: 'active', seat_limit: 50 },
    })

    expect(changed.json()).toMatchObject({
      plan_name: 'SCALE',
      status: 'ACTIVE',
      daily_limit: 100,
      seat_limit: 50,
      updated: true,
    })
    expect((await api.call('PUT', url, { headers, body: { plan_name: 'scale' } })).statusCode).toBe(403)
    expect((await api.call('PUT', url, { headers: asRoot, body: { daily_limit: 0 } })).statusCode).toBe(422)
    expect(
      (await api.call('PUT', url, { headers: asRoot, body: { trial_end_date: '2026-02-30' } })).statusCode,
    ).toBe(422)
    expect(
      (await api.call('PUT', url, { headers: asRoot, body: { plan_name: 'enterprise' } })).json().daily_limit,
    ).toBeNull()
  })

  it('rotates its key: the old one ends within a second, the new one is never shown again', async () => {
    const { headers } = await api.onboard('rotated_1')

    const rotated = (
      await api.call('POST', '/api/v1/organizations/rotated_1/api-key/rotate', { headers })
    ).json()
    const fresh = { 'x-api-key': rotated.api_key }
    const info = await api.call('GET', '/api/v1/organizations/rotated_1/api-key', { headers: fresh })

    expect(rotated.previous_key_revoked).toBe(true)
    expect(info.json()).toMatchObject({ api_key_fingerprint: rotated.api_key_fingerprint, is_active: true })
    expect(info.body).not.toContain(rotated.api_key)
    const stored = await api.database.query<{ encrypted_org_api_key: Uint8Array | null; is_active: boolean }>(
      `SELECT encrypted_org_api_key, is_active FROM org_api_keys WHERE org_slug = 'rotated_1' ORDER BY created_at`,
    )
    expect(stored.map((row) => [row.is_active, row.encrypted_org_api_key === null])).toEqual([
      [false, true],
      [true, false],
    ])
    await expect
      .poll(
        async () =>
          (await api.call('GET', '/api/v1/organizations/rotated_1/api-key', { headers })).statusCode,
        { timeout: 5_000 },
      )
      .toBe(401)
  })

  it('is listed for the operator, by page and status', async () => {
    const list = (query: string) => api.call('GET', `/api/v1/organizations?${query}`, { headers: asRoot })

    const page = (await list('page=2&page_size=2')).json()

    expect(page).toMatchObject({ page: 2, page_size: 2, has_next: true })
    expect(page.organizations).toHaveLength(2)
    expect((await list('status=SUSPENDED')).json().total).toBe(0)
    expect((await list('page_size=101')).statusCode).toBe(422)
  })

  it('is removed by its owner or the operator alone, whole, and only when confirmed', async () => {
    const { headers } = await api.onboard('removed_1')
    const url = '/api/v1/organizations/removed_1'
    const remove = (body: object, by: Record<string, string>) =>
      api.call('DELETE', url, { headers: by, body })

    expect((await remove({ confirm_org_slug: 'removed_1' }, headers)).statusCode).toBe(403)
    expect((await remove({ confirm_org_slug: 'removed_2' }, asRoot)).statusCode).toBe(422)
    expect(await count('org_profiles', 'removed_1')).toBe(1)
    const removed = await remove({ confirm_org_slug: 'removed_1', delete_dataset: true }, asRoot)

    expect(removed.json()).toMatchObject({ dataset_deleted: true })
    expect(removed.json().deleted_from_tables).toEqual(
      expect.arrayContaining(['org_api_keys', 'org_profiles', 'org_subscriptions']),
    )
    for (const table of ['org_profiles', 'org_api_keys', 'org_subscriptions', 'org_usage_quotas']) {
      expect(await count(table, 'removed_1')).toBe(0)
    }
    expect(await count('org_audit_logs', 'removed_1')).toBeGreaterThan(0)
    expect((await remove({ confirm_org_slug: 'removed_1' }, asRoot)).statusCode).toBe(404)
  })

  it('is not removed while a run is open', async () => {
    await api.onboard('busy_1')
    await api.database.query(
      `INSERT INTO org_meta_pipeline_runs (pipeline_logging_id, org_slug, pipeline_id, status, start_time, pipeline_path, start_date, end_date, dedupe_key)
       VALUES ('run_busy', 'busy_1', 'busy_1-x', 'RUNNING', now(), 'x', '2026-01-01', '2026-01-02', 'busy')`,
    )

    const response = await api.call('DELETE', '/api/v1/organizations/busy_1', {
      headers: asRoot,
      body: { confirm_org_slug: 'busy_1' },
    })

    expect(response.statusCode).toBe(409)
    expect(await count('org_profiles', 'busy_1')).toBe(1)
  })

  it('has its tables completed, never dropped', async () => {
    await api.onboard('synced_1')
    await api.onboard('synced_2')
    await api.database.query(
      "DELETE FROM lake_tables WHERE org_slug = 'synced_1' AND table_name LIKE 'cloud_aws%'",
    )
    const url = '/api/v1/organizations/synced_1'
    const status = async () => (await api.call('GET', `${url}/status`, { headers: asRoot })).json()

    const before = await status()
    const sync = (await api.call('POST', `${url}/sync`, { headers: asRoot, body: {} })).json()
    const repair = (await api.call('POST', '/api/v1/synced_1/repair-tables', { headers: asRoot })).json()

    expect(before).toMatchObject({ status: 'OUT_OF_SYNC', dataset_exists: true })
    expect(before.tables_missing.length).toBeGreaterThan(0)
    expect(sync).toMatchObject({ status: 'SYNCED', tables_created: before.tables_missing, columns_added: {} })
    expect(repair).toMatchObject({ dataset_id: 'synced_1_prod', tables_created: [], tables_failed: [] })
    expect((await status()).tables_missing).toEqual([])
  })
})
