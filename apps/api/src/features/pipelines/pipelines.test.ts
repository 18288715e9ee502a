import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { asRoot, ROOT_KEY, type TestApi, testApi } from '../../testing/test-api.ts'
import { testPipelineService, type TestPipelineService } from '../../testing/test-pipeline-service.ts'

let api: TestApi
let pipelines: TestPipelineService
let acme: Record<string, string>
beforeAll(async () => {
  pipelines = await testPipelineService()
  api = await testApi({ pipelineBaseUrl: pipelines.url })
  acme = (await api.onboard('acme')).headers
})
afterAll(async () => {
  await api.close()
  await pipelines.close()
})
beforeEach(() => {
  pipelines.seen.length = 0
  pipelines.answer = () => ({ status: 200, body: '{}' })
})

const problem = (status: number, code: string, extra: object = {}) => ({
  status,
  headers: { 'content-type': 'application/problem+json' },
  body: JSON.stringify({
    type: 'urn:x',
    title: 'X',
    status,
    detail: 'From the pipeline service.',
    code,
    request_id: 'other',
    ...extra,
  }),
})

describe('the pipeline proxy', () => {
  it('passes a start on with the root key, the caller’s name and the request id, and the answer back', async () => {
    pipelines.answer = () => ({ status: 202, body: '{"run_id":"run_1"}' })

    const response = await api.call('POST', '/api/v1/pipelines/run/ACME/genai/payg/openai?wait=5', {
      headers: { ...acme, 'x-request-id': 'req-5' },
      body: { date: '2026-01-15' },
    })

    expect([response.statusCode, response.json()]).toEqual([202, { run_id: 'run_1' }])
    expect(pipelines.seen).toMatchObject([
      {
        method: 'POST',
        url: '/api/v1/pipelines/run/acme/genai/payg/openai?wait=5',
        body: '{"date":"2026-01-15"}',
        headers: {
          'x-ca-root-key': ROOT_KEY,
          'x-request-id': 'req-5',
          'x-user-id': expect.stringMatching(/^key:key_/),
        },
      },
    ])
    expect(pipelines.seen[0]?.headers['x-api-key']).toBeUndefined()
  })

  it('takes four segments, the older trigger, and a start without a body', async () => {
    await api.call('POST', '/api/v1/pipelines/run/acme/cloud/aws/cost/billing', { headers: acme })
    await api.call('POST', '/api/v1/pipelines/trigger/acme/genai/payg/openai', { headers: acme, body: {} })

    expect(pipelines.seen.map(({ url, body }) => [url, body])).toEqual([
      ['/api/v1/pipelines/run/acme/cloud/aws/cost/billing', ''],
      ['/api/v1/pipelines/run/acme/genai/payg/openai', '{}'],
    ])
  })

  it('passes the operator’s set-up runs on, with their parameters', async () => {
    pipelines.answer = () => ({ status: 202, body: '{"run_id":"run_1"}' })
    const setUp = '/api/v1/pipelines/run/setup'

    const response = await api.call('POST', `${setUp}/organizations/dryrun?wait=5`, {
      headers: asRoot,
      body: { org_slug: 'initech' },
    })
    await api.call('POST', `${setUp}/bootstrap`, { headers: asRoot })
    await api.call('GET', '/api/v1/pipelines/status/setup/run_1', { headers: asRoot })
    await api.call('GET', '/api/v1/pipelines/history/setup?limit=3', { headers: asRoot })

    expect([response.statusCode, response.json()]).toEqual([202, { run_id: 'run_1' }])
    expect(pipelines.seen.map(({ method, url, body }) => [method, url, body])).toEqual([
      ['POST', `${setUp}/organizations/dryrun?wait=5`, '{"org_slug":"initech"}'],
      ['POST', `${setUp}/bootstrap`, ''],
      ['GET', '/api/v1/pipelines/status/setup/run_1', ''],
      ['GET', '/api/v1/pipelines/history/setup?limit=3', ''],
    ])
  })

  it('keeps path segments inside their segment', async () => {
    await api.call('GET', '/api/v1/pipelines/status/acme/..%2f..%2fadmin', { headers: acme })
    await api.call(
      'GET',
      '/api/v1/pipelines/acme/runs/a%3Fb%23c?status_filter=FAILED&status_filter=TIMEOUT',
      { headers: acme },
    )

    expect(pipelines.seen.map(({ url }) => url)).toEqual([
      '/api/v1/pipelines/status/acme/..%2F..%2Fadmin',
      '/api/v1/pipelines/acme/runs/a%3Fb%23c?status_filter=FAILED&status_filter=TIMEOUT',
    ])
  })

  it('gives the pipeline service’s refusals as they are: code, limit, faults and Retry-After', async () => {
    pipelines.answer = () => {
      const refusal = problem(429, 'quota_exceeded', { limit: 'daily', limit_value: 6 })
      return { ...refusal, headers: { ...refusal.headers, 'retry-after': '120' } }
    }

    const response = await api.call('POST', '/api/v1/pipelines/run/acme/genai/payg/openai', {
      headers: { ...acme, 'x-request-id': 'req-6' },
      body: {},
    })

    expect(response.statusCode).toBe(429)
    expect(response.headers['retry-after']).toBe('120')
    expect(response.json()).toMatchObject({
      code: 'quota_exceeded',
      limit: 'daily',
      limit_value: 6,
      request_id: 'req-6',
      detail: 'From the pipeline service.',
    })
    const [entry] = await api.database.query("SELECT status FROM org_audit_logs WHERE request_id = 'req-6'")
    expect(entry).toEqual({ status: 'FAILURE' })
  })

  it.each([
    ['no JSON', { status: 500, body: '<html>stack trace</html>' }],
    ['a refused root key', problem(401, 'unauthenticated')],
    ['an unknown code', problem(418, 'teapot')],
  ])('answers 503 and nothing of it when the service answers with %s', async (_, answer) => {
    pipelines.answer = () => answer

    const response = await api.call('GET', '/api/v1/pipelines/history/acme', { headers: acme })

    expect([response.statusCode, response.json().code]).toEqual([503, 'provider_unavailable'])
    expect(response.body).not.toMatch(/stack trace|From the pipeline/)
  })

  it('streams downloads with their name', async () => {
    pipelines.answer = () => ({
      status: 200,
      headers: { 'content-type': 'text/csv', 'content-disposition': 'attachment; filename="run.csv"' },
      body: 'a,b\n1,2\n',
    })

    const response = await api.call('GET', '/api/v1/pipelines/acme/runs/run_1/download?format=csv', {
      headers: acme,
    })

    expect(response.headers).toMatchObject({
      'content-type': 'text/csv',
      'content-disposition': 'attachment; filename="run.csv"',
    })
    expect(response.body).toBe('a,b\n1,2\n')
  })

  it('asks for the right to execute', async () => {
    await api.database.query(`UPDATE org_api_keys SET scopes = '{pipelines:read}' WHERE org_slug = 'acme'`)
    await expect
      .poll(
        async () =>
          (
            await api.call('POST', '/api/v1/pipelines/run/acme/genai/payg/openai', {
              headers: acme,
              body: {},
            })
          ).statusCode,
        { timeout: 5_000 },
      )
      .toBe(403)
    pipelines.seen.length = 0

    expect((await api.call('GET', '/api/v1/pipelines/acme/runs', { headers: acme })).statusCode).toBe(200)
    expect(pipelines.seen).toHaveLength(1)
  })

  it('answers 503 when the pipeline service is down', async () => {
    const alone = await api.variant({})
    const { headers } = await alone.onboard('alone_1')

    const response = await alone.call('GET', '/api/v1/pipelines/alone_1/runs', { headers })

    expect([response.statusCode, response.json().code, response.headers['retry-after']]).toEqual([
      503,
      'provider_unavailable',
      '5',
    ])
  })
})

describe('run-all', () => {
  const runAll = (body: object) =>
    api.call('POST', '/api/v1/admin/pipelines/run-all', { headers: asRoot, body })

  it('starts the scheduled pipelines of configured providers, and records the batch', async () => {
    await api.onboard('batch_1')
    await api.call('POST', '/api/v1/integrations/batch_1/openai/setup', {
      headers: asRoot,
      body: { credential: 'sk-admin-good-1' },
    })
    pipelines.answer = ({ url }) =>
      url.includes('openai') ? { status: 202, body: '{"run_id":"run_9"}' } : problem(429, 'quota_exceeded')

    const planned = (await runAll({ org_slug: 'batch_1', dry_run: true })).json()
    expect(pipelines.seen).toEqual([])
    const started = (await runAll({ org_slug: 'batch_1', date: '2026-01-15', providers: ['OPENAI'] })).json()

    expect(planned.results).toContainEqual({
      org_slug: 'batch_1',
      pipeline: 'genai/payg/openai',
      outcome: 'planned',
    })
    expect(started.results).toContainEqual({
      org_slug: 'batch_1',
      pipeline: 'genai/payg/openai',
      outcome: 'started',
      run_id: 'run_9',
    })
    expect(started).toMatchObject({ success: true, pipelines_triggered: 1, total_integrations: 1 })
    const openai = pipelines.seen.find(({ url }) => url.includes('openai'))
    expect(openai).toMatchObject({ body: '{"date":"2026-01-15"}', headers: { 'x-user-id': 'run-all' } })
    const rows = await api.database.query(
      'SELECT batch_run_id, dry_run, status FROM org_meta_pipeline_batch_runs ORDER BY triggered_at',
    )
    expect(rows).toMatchObject([
      { dry_run: true },
      { dry_run: false, batch_run_id: started.batch_run_id, status: 'COMPLETED' },
    ])
  })

  it('refuses an organization, provider or date that does not exist', async () => {
    expect((await runAll({ org_slug: 'nobody_1' })).statusCode).toBe(404)
    expect((await runAll({ providers: ['nope'] })).statusCode).toBe(404)
    expect((await runAll({ date: '2026-02-30' })).statusCode).toBe(422)
  })
})
