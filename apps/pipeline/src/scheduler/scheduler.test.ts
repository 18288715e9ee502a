import { parseOrgSlug } from '@cloudact/core/org-slug'
import { insertCredential } from '@cloudact/store/credentials/insert-credential'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'
import { ROOT_KEY } from '../testing/test-parts.ts'
import { testPipeline, type TestPipeline } from '../testing/test-pipeline.ts'
import { latestOccurrence, nextOccurrence } from './occurrences.ts'

const asRoot = { 'x-ca-root-key': ROOT_KEY }
const SCHEDULES = '/api/v1/scheduler/org/acme/pipelines'
const clock = { time: Date.parse('2026-01-15T01:59:00Z'), now: () => clock.time }

let pipeline: TestPipeline
beforeAll(async () => {
  pipeline = await testPipeline({ clock })
  await addIntegration('cred_1', 'main')
})
afterAll(() => pipeline.close())

const addIntegration = (credentialId: string, name: string) =>
  pipeline.database.transaction((tx) =>
    insertCredential(tx, {
      credentialId,
      org: parseOrgSlug('acme'),
      provider: 'vendor',
      name,
      type: 'api_key',
      sealed: { ciphertext: new Uint8Array([1]), keyVersion: 'v1' },
      validationStatus: 'VALID',
      metadata: {},
      userId: null,
    }),
  )
const trigger = () => pipeline.call('POST', '/api/v1/scheduler/trigger', undefined, asRoot)
const runs = async () =>
  (await pipeline.call('GET', '/api/v1/pipelines/acme/runs')).body.runs as {
    pipeline: string
    status: string
    trigger_type: string
    start_date: string
  }[]

describe('occurrences', () => {
  const at = (text: string): Date => new Date(text)
  test('several missed ones are one, and the limits are exclusive and inclusive', () => {
    expect(
      latestOccurrence('0 2 * * *', 'UTC', at('2026-01-10T00:00:00Z'), at('2026-01-15T02:00:00Z')),
    ).toEqual(at('2026-01-15T02:00:00Z'))
    expect(
      latestOccurrence('0 2 * * *', 'UTC', at('2026-01-15T02:00:00Z'), at('2026-01-15T03:00:00Z')),
    ).toBeUndefined()
  })
  test('follow the time zone over its change of clocks', () => {
    expect(nextOccurrence('30 8 * * *', 'Europe/Berlin', at('2026-03-28T12:00:00Z'))).toEqual(
      at('2026-03-29T06:30:00Z'),
    )
    expect(() => nextOccurrence('99 * * * *', 'UTC', at('2026-01-01T00:00:00Z'))).toThrow('is not a schedule')
    expect(() => nextOccurrence('0 2 * * *', 'Mars/Base', at('2026-01-01T00:00:00Z'))).toThrow(
      'is not a schedule',
    )
  })
})

test('a pipeline starts at its time, once, only where its provider is set up, and after those it comes after', async () => {
  expect((await trigger()).body).toMatchObject({ triggered_count: 0 })
  clock.time = Date.parse('2026-01-15T02:00:30Z')
  const both = await Promise.all([trigger(), trigger()])
  expect(both.reduce((sum, { body }) => sum + Number(body.triggered_count), 0)).toBe(1)
  expect(await runs()).toMatchObject([
    { pipeline: 'genai/payg/call', trigger_type: 'scheduler', start_date: '2026-01-14' },
  ])
  expect((await pipeline.call('GET', '/api/v1/pipelines/globex/runs', undefined, asRoot)).body.total).toBe(0)

  await eventually(runs, (rows) => rows[0]?.status === 'COMPLETED')
  pipeline.answers.set('/call', () => ({ status: 400 }))
  clock.time = Date.parse('2026-01-15T03:00:30Z')
  await trigger()
  await eventually(runs, (rows) =>
    rows.some((row) => row.pipeline === 'genai/unified/after' && row.status === 'FAILED'),
  )

  clock.time = Date.parse('2026-01-16T03:01:00Z')
  const waits = await trigger()
  expect(waits.body).toMatchObject({ triggered_count: 1, queued_count: 1 })
  await eventually(runs, (rows) => rows.filter((row) => row.status === 'FAILED').length === 2)
  expect((await trigger()).body).toMatchObject({ triggered_count: 0, queued_count: 1 })
  expect((await pipeline.call('GET', '/api/v1/scheduler/queue', undefined, asRoot)).body).toMatchObject({
    queue_length: 1,
    queue: [{ pipeline_id: 'acme-genai-unified-after' }],
  })
  pipeline.answers.clear()
  clock.time += 60_000
  await pipeline.run('genai/payg/call', { date: '2026-01-15' })
  expect(
    (await pipeline.call('POST', '/api/v1/scheduler/queue/process', undefined, asRoot)).body,
  ).toMatchObject({ processed_count: 1 })
  expect((await pipeline.call('GET', '/api/v1/scheduler/status', undefined, asRoot)).body).toMatchObject({
    pipelines_due_now: 0,
  })
})

test('an organization’s own schedule replaces the catalog’s until it is removed', async () => {
  const body = {
    provider: 'vendor',
    domain: 'payg',
    pipeline_template: 'genai/payg/call',
    schedule_cron: '15 6 * * *',
    timezone: 'Asia/Kolkata',
  }
  const created = await pipeline.call('POST', SCHEDULES, body)
  expect(created.body).toMatchObject({
    pipeline_template: 'genai/payg/call',
    next_run_time: '2026-01-17T00:45:00.000Z',
  })
  expect((await pipeline.call('POST', SCHEDULES, { ...body, schedule_cron: 'whenever' })).status).toBe(422)
  expect(
    (await pipeline.call('POST', SCHEDULES, { ...body, pipeline_template: 'genai/payg/nope' })).status,
  ).toBe(404)
  clock.time = Date.parse('2026-01-17T00:46:00Z')
  expect((await trigger()).body).toMatchObject({ triggered_count: 1 })
  clock.time = Date.parse('2026-01-17T02:30:00Z')
  expect((await trigger()).body).toMatchObject({ triggered_count: 0 })
  expect((await pipeline.call('GET', SCHEDULES)).text).toContain('Asia/Kolkata')
  expect((await pipeline.call('DELETE', `${SCHEDULES}/${String(created.body.config_id)}`)).status).toBe(200)
  expect((await pipeline.call('DELETE', `${SCHEDULES}/${String(created.body.config_id)}`)).status).toBe(404)
})

test('a pipeline that is for each integration starts once for every one, another once in all', async () => {
  await addIntegration('cred_2', 'second')
  clock.time = Date.parse('2026-01-18T12:00:30Z')
  await trigger()
  const started = async () =>
    pipeline.database.query<{ pipeline: string; credentials: string }>(
      `SELECT pipeline_path AS pipeline, string_agg(credential_id, ',' ORDER BY credential_id) AS credentials
       FROM org_meta_pipeline_runs WHERE run_date >= '2026-01-17' AND org_slug = 'acme' GROUP BY pipeline_path ORDER BY 1`,
    )
  expect(await started()).toEqual([
    { pipeline: 'cloud/vendor/files', credentials: 'cred_1,cred_2' },
    { pipeline: 'genai/payg/call', credentials: '' },
  ])
})

test('a pipeline that needs only the end of those before it waits for that, and then starts although one failed', async () => {
  const schedule = await pipeline.call('POST', SCHEDULES, {
    provider: 'vendor',
    domain: 'unified',
    pipeline_template: 'genai/unified/ended',
    schedule_cron: '0 1 * * *',
  })
  expect(schedule.status).toBe(200)
  const started = async () => (await runs()).map((row) => row.pipeline)
  const strict = async () => (await started()).filter((path) => path === 'genai/unified/after').length
  const before = await strict()
  pipeline.answers.set('/call', () => ({ status: 400 }))
  clock.time = Date.parse('2026-01-20T01:00:30Z')
  await trigger()
  expect(await started()).not.toContain('genai/unified/ended')
  clock.time = Date.parse('2026-01-20T02:00:30Z')
  await trigger()
  await eventually(runs, (rows) => rows[0]?.pipeline === 'genai/payg/call' && rows[0].status === 'FAILED')
  await trigger()
  expect(await started()).toContain('genai/unified/ended')
  clock.time = Date.parse('2026-01-20T03:00:30Z')
  await trigger()
  expect(await strict()).toBe(before)
  pipeline.answers.clear()
})

test('operators’ endpoints answer', async () => {
  for (const path of [
    'reset-daily-quotas',
    'reset-monthly-quotas',
    'reset-stale-concurrent',
    'reset-concurrent-counter/acme',
    'cleanup-orphaned-pipelines',
    'process-queue',
  ])
    expect([
      path,
      (await pipeline.call('POST', `/api/v1/scheduler/${path}`, undefined, asRoot)).status,
    ]).toEqual([path, 200])
  expect((await pipeline.call('GET', '/api/v1/procedures', undefined, asRoot)).body).toEqual({
    procedures: [],
    count: 0,
  })
  expect((await pipeline.call('GET', '/api/v1/procedures/sp_none', undefined, asRoot)).status).toBe(404)
})
