import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { asRoot, type TestApi, testApi } from '../../testing/test-api.ts'

let api: TestApi
let acme: Record<string, string>
beforeAll(async () => {
  api = await testApi()
  acme = (await api.onboard('acme', 'STARTER')).headers
})
afterAll(() => api.close())

const validate = async (body: object) =>
  api.call('POST', '/api/v1/validator/validate/acme', { headers: acme, body })

describe('the validator', () => {
  it('lists the pipelines of the deployment without a key, and no set-up pipelines', async () => {
    const all = (await api.call('GET', '/api/v1/validator/pipelines')).json()
    const openai = (await api.call('GET', '/api/v1/validator/pipelines?provider=OpenAI')).json()

    expect(all.pipelines.map(({ id }: { id: string }) => id)).toContain('genai-payg-openai')
    expect(all.pipelines.some(({ pipeline }: { pipeline: string }) => pipeline.startsWith('setup/'))).toBe(
      false,
    )
    expect(openai).toMatchObject({
      total: 2,
      pipelines: [
        { id: 'genai-payg-cost_only-openai', provider: 'openai' },
        { id: 'genai-payg-openai', provider: 'openai', category: 'genai', required_integration: 'openai' },
      ],
    })
    expect((await api.call('GET', '/api/v1/validator/pipelines/genai-payg-openai')).json().pipeline).toBe(
      'genai/payg/openai',
    )
    expect((await api.call('GET', '/api/v1/validator/pipelines/setup-bootstrap')).statusCode).toBe(404)
  })

  it('says what stands in the way, then that nothing does, and shows no secret', async () => {
    expect((await validate({ pipeline_id: 'genai-payg-openai' })).json()).toMatchObject({
      valid: false,
      error_code: 'INTEGRATION_NOT_CONFIGURED',
    })
    await api.call('POST', '/api/v1/integrations/acme/openai/setup', {
      headers: acme,
      body: { credential: 'sk-admin-good-secret' },
    })

    const ready = await validate({ pipeline_id: 'genai/payg/openai', include_credentials: true })

    expect(ready.json()).toMatchObject({
      valid: true,
      pipeline_id: 'acme-genai-payg-openai',
      quota: { daily: { used: 0, limit: 6 } },
      credentials: { status: 'VALID' },
      error: null,
    })
    expect(ready.body).not.toContain('good-secret')
  })

  it('knows used-up limits and ended subscriptions', async () => {
    await api.database.query(`UPDATE org_usage_quotas SET pipelines_run_today = 6 WHERE org_slug = 'acme'`)
    expect((await validate({ pipeline_id: 'genai-payg-openai' })).json()).toMatchObject({
      valid: false,
      error_code: 'DAILY_QUOTA_EXCEEDED',
    })

    await api.call('PUT', '/api/v1/organizations/acme/subscription', {
      headers: asRoot,
      body: { status: 'SUSPENDED' },
    })
    expect((await validate({ pipeline_id: 'genai-payg-openai' })).json()).toMatchObject({
      valid: false,
      error_code: 'SUBSCRIPTION_INACTIVE',
    })
    expect((await validate({ pipeline_id: 'nope' })).statusCode).toBe(404)
  })

  it('lets no caller lower the count of what runs', async () => {
    await api.database.query(
      `INSERT INTO org_meta_pipeline_runs (pipeline_logging_id, org_slug, pipeline_id, status, start_time, pipeline_path, start_date, end_date, dedupe_key)
       VALUES ('run_1', 'acme', 'acme-x', 'RUNNING', now(), 'x', '2026-01-01', '2026-01-02', 'one')`,
    )
    const complete = (query: string) =>
      api.call('POST', `/api/v1/validator/complete/acme?${query}`, { headers: acme })

    expect((await complete('pipeline_status=SUCCESS&reservation_date=2026-01-15')).json()).toMatchObject({
      concurrent_running: 1,
    })
    expect((await complete('pipeline_status=DONE')).statusCode).toBe(422)
    expect((await complete('')).statusCode).toBe(422)
  })
})
