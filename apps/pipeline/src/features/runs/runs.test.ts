import { parseOrgSlug } from '@cloudact/core/org-slug'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { eventually } from '../../testing/eventually.ts'
import { testPipeline, type TestPipeline } from '../../testing/test-pipeline.ts'
import { ROOT_KEY } from '../../testing/test-parts.ts'

const asRoot = { 'x-ca-root-key': ROOT_KEY }
const today = new Date().toISOString().slice(0, 10)
const RUN = '/api/v1/pipelines/run/acme'

let pipeline: TestPipeline
beforeAll(async () => {
  pipeline = await testPipeline()
})
afterAll(() => pipeline.close())
beforeEach(() => {
  pipeline.answers.clear()
  pipeline.vendor.requests.length = 0
})

const stateOf = (id: unknown) => pipeline.call('GET', `/api/v1/pipelines/status/acme/${String(id)}`)
const hold = (path: string): (() => void) => {
  const { promise, resolve } = Promise.withResolvers<undefined>()
  pipeline.answers.set(path, () => promise.then(() => ({ body: 'late' })))
  return () => resolve(undefined)
}

describe('starting a run', () => {
  test('goes through every state, writes its slice with lineage, and waits for the end when asked', async () => {
    const { status, body } = await pipeline.run('genai/payg/call', { date: '2026-01-15' })
    expect(status).toBe(202)
    expect(body).toMatchObject({
      status: 'COMPLETED',
      rows: 1,
      pipeline_id: 'acme-genai-payg-call',
      error: null,
      start_date: '2026-01-15',
      end_date: '2026-01-16',
    })
    expect(body.run_id).toBe(body.pipeline_logging_id)
    const log = await pipeline.call('GET', `/api/v1/pipelines/logs/acme/${String(body.run_id)}`)
    expect(
      (log.body.transitions as { entity_type: string; to_state: string }[]).map(
        (row) => `${row.entity_type} ${row.to_state}`,
      ),
    ).toEqual([
      'PIPELINE VALIDATING',
      'PIPELINE RUNNING',
      'STEP RUNNING',
      'STEP COMPLETED',
      'PIPELINE COMPLETED',
    ])
    expect(log.body.steps).toMatchObject([
      { step_id: 'call', status: 'COMPLETED', rows_processed: 1, output: { answer: 'fine' } },
    ])
    const rows = await Array.fromAsync(
      pipeline.warehouse.forOrg(parseOrgSlug('acme')).query({
        sql: `SELECT * FROM {{table(vendor_rows)}} WHERE x_run_id = @run`,
        parameters: { run: String(body.run_id) },
      }),
    )
    expect(rows.flat()).toMatchObject([
      {
        answer: 'fine',
        x_org_slug: 'acme',
        x_pipeline_id: 'acme-genai-payg-call',
        x_credential_id: 'none',
        x_pipeline_run_date: '2026-01-15',
        x_run_id: body.run_id,
      },
    ])
  })

  test('by four segments, by an older name, and over the pipeline’s own range', async () => {
    const four = await pipeline.run('cloud/vendor/cost/billing', {})
    expect(four.body).toMatchObject({ status: 'COMPLETED', pipeline_id: 'acme-cloud-vendor-cost-billing' })
    expect(String(four.body.start_date)).toMatch(/-01$/)
    const alias = await pipeline.run('vendor/cost/billing', { date: today })
    expect(alias.body).toMatchObject({ status: 'COMPLETED', pipeline_id: 'acme-cloud-vendor-cost-billing' })
  })

  test('twenty starts of the same run at once are one run; the others answer 200 with its id', async () => {
    const release = hold('/call')
    const answers = await Promise.all(
      Array.from({ length: 20 }, () =>
        pipeline.call('POST', `${RUN}/genai/payg/call`, { date: '2026-01-10' }),
      ),
    )
    release()
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1)
    expect(answers.filter(({ status }) => status === 200)).toHaveLength(19)
    const ids = new Set(answers.map(({ body }) => body.run_id))
    expect(ids.size).toBe(1)
    await eventually(
      () => stateOf([...ids][0]),
      ({ body }) => body.status === 'COMPLETED',
    )
    expect(pipeline.vendor.requests).toHaveLength(1)
  })

  test.each([
    [{ date: '2026-02-30' }, 'is not a date'],
    [{ date: '2999-01-01' }, 'no data after today'],
    [{ start_date: '2026-01-10', end_date: '2026-01-09' }, 'before start_date'],
    [{ start_date: '2026-01-10' }, 'together'],
    [{ start_date: '2026-01-10', end_date: '2999-01-01' }, 'no data after today'],
    [{ date: '2026-01-10', start_date: '2026-01-10', end_date: '2026-01-11' }, 'either'],
    [{ colour: 'blue' }, 'colour'],
    [{ date: 'x\u0000' }, ''],
  ])('refuses %j with 422', async (body, message) => {
    const answer = await pipeline.call('POST', `${RUN}/genai/payg/call`, body)
    expect(answer.status).toBe(422)
    expect(answer.text).toContain(message)
  })

  test('an unknown, hidden or switched-off pipeline and a foreign credential are refused before anything starts', async () => {
    const post = async (path: string, body: object = {}) =>
      (await pipeline.call('POST', `${RUN}/${path}`, body)).status
    expect(await post('genai/payg/nothing')).toBe(404)
    expect(await post('x/setup/hidden')).toBe(404)
    expect(await post('genai/payg/off')).toBe(409)
    expect(await post('genai/payg/call', { credential_id: 'cred_of_globex' })).toBe(404)
  })

  test('needs a key (401), the right scope (403) and the right organization (404)', async () => {
    const globex = await pipeline.keyOf(parseOrgSlug('globex'), ['pipelines:execute', 'pipelines:read'])
    const reader = await pipeline.keyOf(parseOrgSlug('acme'), ['pipelines:read'])
    const { body } = await pipeline.run('genai/payg/call', { date: '2026-01-02' })
    const id = String(body.run_id)
    const paths: ['GET' | 'POST' | 'DELETE', string, boolean][] = [
      ['POST', `${RUN}/genai/payg/call`, true],
      ['GET', `/api/v1/pipelines/status/acme/${id}`, false],
      ['GET', '/api/v1/pipelines/status/acme', false],
      ['GET', '/api/v1/pipelines/history/acme', false],
      ['GET', `/api/v1/pipelines/logs/acme/${id}`, false],
      ['GET', `/api/v1/pipelines/logs/acme/${id}/steps`, false],
      ['GET', `/api/v1/pipelines/logs/acme/${id}/transitions`, false],
      ['GET', `/api/v1/pipelines/logs/acme/${id}/download`, false],
      ['GET', '/api/v1/pipelines/acme/runs', false],
      ['GET', `/api/v1/pipelines/acme/runs/${id}`, false],
      ['GET', '/api/v1/pipelines/acme/batch-runs', false],
      ['POST', `/api/v1/pipelines/acme/runs/${id}/retry`, true],
      ['POST', `/api/v1/pipelines/acme/runs/${id}/cancel`, true],
      ['DELETE', `/api/v1/pipelines/runs/${id}`, true],
      ['GET', '/api/v1/scheduler/org/acme/pipelines', false],
      ['POST', '/api/v1/scheduler/org/acme/pipelines', true],
    ]
    for (const [method, path, changes] of paths) {
      expect([path, (await pipeline.call(method, path, undefined, {})).status]).toEqual([path, 401])
      expect([path, (await pipeline.call(method, path, undefined, globex)).status]).toEqual([path, 404])
      if (changes)
        expect([path, (await pipeline.call(method, path, undefined, reader)).status]).toEqual([path, 403])
    }
    for (const path of ['/api/v1/scheduler/status', '/api/v1/scheduler/queue', '/api/v1/procedures'])
      expect((await pipeline.call('GET', path)).status).toBe(403)
    // A run of acme asked for under globex's own slug is not there either.
    expect(
      (await pipeline.call('GET', `/api/v1/pipelines/status/globex/${id}`, undefined, globex)).status,
    ).toBe(404)
  })

  test('a used-up quota is 429 with the limit and Retry-After, and starts nothing', async () => {
    await pipeline.database.query(`UPDATE org_subscriptions SET daily_limit = 0 WHERE org_slug = 'acme'`)
    const answer = await pipeline.call('POST', `${RUN}/genai/payg/call`, { date: '2026-01-03' })
    await pipeline.database.query(`UPDATE org_subscriptions SET daily_limit = NULL WHERE org_slug = 'acme'`)
    expect(answer.status).toBe(429)
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0)
    expect(answer.text).toContain('daily')
    expect(pipeline.vendor.requests).toHaveLength(0)
  })
})

describe('a run under way', () => {
  test('is cancelled at once and tells who did it', async () => {
    const release = hold('/call')
    const { body } = await pipeline.call('POST', `${RUN}/genai/payg/call`, { date: '2026-01-04' })
    await eventually(
      async () => pipeline.vendor.requests.length,
      (count) => count === 1,
    )
    expect(
      (await pipeline.call('POST', `/api/v1/pipelines/acme/runs/${String(body.run_id)}/cancel`)).body,
    ).toMatchObject({ status: 'CANCELLING' })
    const ended = await eventually(
      () => stateOf(body.run_id),
      (answer) => answer.body.status === 'CANCELLED',
    )
    release()
    expect(ended.body.error).toContain('cancelled by key:')
    expect((await pipeline.call('DELETE', `/api/v1/pipelines/runs/${String(body.run_id)}`)).status).toBe(409)
  })

  test('that takes too long never touches another one', async () => {
    pipeline.answers.set('/slow', () => ({ hang: true }))
    const release = hold('/call')
    const other = await pipeline.call('POST', `${RUN}/genai/payg/call`, { date: '2026-01-05' })
    const slow = await pipeline.run('genai/payg/slow', { date: '2026-01-05' })
    expect(slow.body).toMatchObject({
      status: 'FAILED',
      error: expect.stringContaining('longer than its limit of 1 s') as string,
    })
    expect((await stateOf(other.body.run_id)).body.status).toBe('RUNNING')
    release()
    await eventually(
      () => stateOf(other.body.run_id),
      ({ body }) => body.status === 'COMPLETED',
    )
  })

  test('retry of a failed run continues from its last good step', async () => {
    pipeline.answers.set('/second', () => ({ status: 400 }))
    const failed = await pipeline.run('genai/payg/two', { date: '2026-01-06' })
    expect(failed.body).toMatchObject({
      status: 'FAILED',
      error: 'Step "second" failed: The vendor said 400.',
    })
    pipeline.answers.clear()
    const retry = await pipeline.call(
      'POST',
      `/api/v1/pipelines/acme/runs/${String(failed.body.run_id)}/retry`,
    )
    expect(retry.status).toBe(202)
    const ended = await eventually(
      () => stateOf(retry.body.run_id),
      ({ body }) => body.status === 'COMPLETED' || body.status === 'FAILED',
    )
    expect(ended.body).toMatchObject({ status: 'COMPLETED', resumed_from: failed.body.run_id })
    expect(pipeline.vendor.requests.map(({ path }) => path)).toEqual(['/first', '/second', '/second'])
    expect(
      (await pipeline.call('POST', `/api/v1/pipelines/acme/runs/${String(retry.body.run_id)}/retry`)).status,
    ).toBe(409)
  })
})

describe('reading', () => {
  test('history, filters, status by pipeline, downloads and bad queries', async () => {
    await pipeline.run('genai/payg/noop', { date: '2026-01-07' })
    const list = await pipeline.call(
      'GET',
      '/api/v1/pipelines/acme/runs?pipeline_id=acme-genai-payg-noop&status_filter=completed&limit=1',
    )
    expect(list.body).toMatchObject({
      limit: 1,
      offset: 0,
      runs: [{ pipeline: 'genai/payg/noop', status: 'COMPLETED' }],
    })
    const id = (list.body.runs as { run_id: string }[])[0]?.run_id ?? ''
    expect((await pipeline.call('GET', '/api/v1/pipelines/history/acme')).status).toBe(200)
    expect((await pipeline.call('GET', '/api/v1/pipelines/status/acme')).body).toMatchObject({
      pipelines: { 'genai-payg-noop': { ran_today: true } },
    })
    const csv = await pipeline.call('GET', `/api/v1/pipelines/logs/acme/${id}/download?format=csv`)
    expect(csv.text.split('\r\n')[1]).toContain('nothing')
    expect(
      JSON.parse((await pipeline.call('GET', `/api/v1/pipelines/acme/runs/${id}/download`)).text),
    ).toMatchObject({ run_id: id })
    for (const bad of ['limit=0', 'limit=101', 'offset=-1', 'status_filter=happy', 'start_date=2026-13-01'])
      expect((await pipeline.call('GET', `/api/v1/pipelines/acme/runs?${bad}`)).status).toBe(422)
    expect((await pipeline.call('GET', '/api/v1/pipelines/acme/runs/run_nobody')).status).toBe(404)
  })

  test('metrics and the OpenAPI document say what is there', async () => {
    expect((await pipeline.call('GET', '/metrics', undefined, {})).text).toContain('pipeline_runs_total')
    expect((await pipeline.call('GET', '/openapi.json', undefined, {})).text).toContain(
      '/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}',
    )
  })

  test('a batch starts a pipeline for many organizations, whatever becomes of one', async () => {
    const answer = await pipeline.call(
      'POST',
      '/api/v1/pipelines/batch/publish',
      { org_slugs: ['acme', 'globex', 'nobody'], pipeline_id: 'genai/payg/noop', date: '2026-01-08' },
      asRoot,
    )
    expect(answer.body).toMatchObject({ success: false, started: 2, refused: 1 })
    const batches = await pipeline.call('GET', '/api/v1/pipelines/acme/batch-runs')
    expect(batches.body).toMatchObject({
      total: 1,
      runs: [{ status: 'PARTIAL', results: [{ org_slug: 'acme', outcome: 'started' }], errors: [] }],
    })
  })
})
