import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { readQuota } from '../quota/read-quota.ts'
import { openRunQueue, type RunQueue } from '../queue/run-queue.ts'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { acceptRun, type AcceptedRun, type RunRequest } from './accept-run.ts'
import { cancelRun } from './cancel-run.ts'
import { claimRun } from './claim-run.ts'
import { getRun } from './get-run.ts'
import { listRuns } from './list-runs.ts'
import { listTransitions } from './list-transitions.ts'
import { readPipelineStatuses } from './org-pipeline-status.ts'
import { endOwnedRun, giveBackRun, heartbeat, moveOwnedRun } from './own-run.ts'
import { recoverAllRuns, recoverDeadOwners } from './recover-runs.ts'

const NOW = Date.parse('2026-01-15T10:00:00Z')
let database: Database
let queue: RunQueue
let org: OrgSlug
let count = 0

beforeAll(async () => {
  database = await testDatabase()
  queue = await openRunQueue(database)
})
afterAll(async () => {
  await queue.close()
  await database.close()
})
beforeEach(async () => {
  // Runs of earlier tests must not be there to recover or to claim.
  await database.query('DELETE FROM org_profiles')
  org = await testOrganization(database, `acme_${count++}`, { concurrent: 20, daily: 100 })
})

function accept(overrides: Partial<RunRequest> = {}): Promise<AcceptedRun> {
  const request: RunRequest = {
    org,
    pipelineId: `${org}-genai-payg-openai`,
    pipelinePath: 'genai/payg/openai',
    credentialId: '',
    range: { start: '2026-01-14', end: '2026-01-15' },
    triggerType: 'api',
    triggerBy: 'test',
    configVersion: 'v1',
    ...overrides,
  }
  return acceptRun(database, queue, request, NOW)
}
const claim = (instance = 'one'): ReturnType<typeof claimRun> =>
  claimRun(database, queue, instance, NOW + 1_000)
const states = async (id: string): Promise<string[]> =>
  (await listTransitions(database, org, id, { limit: 100, offset: 0 })).rows.map(
    (row) => `${row.from_state}>${row.to_state} ${row.duration_in_state_ms}`,
  )
const quota = () => readQuota(database, org, NOW)
const age = (id: string) =>
  database.query(
    `UPDATE org_meta_pipeline_runs SET heartbeat_at = now() - interval '21 seconds' WHERE pipeline_logging_id = $1`,
    [id],
  )

describe('accepting', () => {
  test('twenty starts of the same work at once are one run, one queue entry and one unit of quota', async () => {
    const accepted = await Promise.all(Array.from({ length: 20 }, () => accept()))
    expect(new Set(accepted.map(({ run }) => run.pipeline_logging_id)).size).toBe(1)
    expect(accepted.filter(({ duplicate }) => !duplicate)).toHaveLength(1)
    expect(await quota()).toMatchObject({ pipelines_run_today: 1, concurrent_pipelines_running: 1 })
    expect((await claim())?.status).toBe('VALIDATING')
    expect(await claim()).toBeUndefined()
  })

  test('another range, credential or pipeline is another run', async () => {
    const runs = [
      await accept(),
      await accept({ range: { start: '2026-01-13', end: '2026-01-15' } }),
      await accept({ credentialId: 'cred_1' }),
      await accept({ pipelineId: `${org}-other` }),
    ]
    expect(runs.every(({ duplicate }) => !duplicate)).toBe(true)
    for (const _ of runs) expect((await claim())?.org_slug).toBe(org)
  })

  test('a refused run leaves nothing behind', async () => {
    await database.query('UPDATE org_subscriptions SET daily_limit = 1 WHERE org_slug = $1', [org])
    await accept()
    await expect(accept({ credentialId: 'other' })).rejects.toMatchObject({
      code: 'quota_exceeded',
      public: { limit: 'daily' },
    })
    expect((await listRuns(database, org, { limit: 10, offset: 0 })).total).toBe(1)
    await claim()
    expect(await claim()).toBeUndefined()
  })
})

describe('a run’s life', () => {
  test('records every state with the time spent in it, and gives the slot back once', async () => {
    const { run } = await accept()
    const id = run.pipeline_logging_id
    await claim()
    await moveOwnedRun(database, id, 'one', 'RUNNING', NOW + 3_000)
    await endOwnedRun(database, id, 'one', { state: 'COMPLETED', rows: 7 }, NOW + 10_000)
    await expect(endOwnedRun(database, id, 'one', { state: 'FAILED' }, NOW)).rejects.toMatchObject({
      code: 'conflict',
    })
    expect(await states(id)).toEqual([
      'PENDING>VALIDATING 1000',
      'VALIDATING>RUNNING 2000',
      'RUNNING>COMPLETED 7000',
    ])
    expect(await getRun(database, org, id)).toMatchObject({
      status: 'COMPLETED',
      duration_ms: 10_000,
      rows_processed: 7,
    })
    expect(await quota()).toMatchObject({
      concurrent_pipelines_running: 0,
      pipelines_succeeded_today: 1,
      pipelines_run_today: 1,
    })
    expect(await readPipelineStatuses(database, org, '2026-01-15')).toMatchObject([
      { status: 'COMPLETED', ran_today: true, succeeded_today: true },
    ])
    expect((await accept()).duplicate).toBe(false)
    await claim()
  })

  test('another tenant’s run does not exist', async () => {
    const { run } = await accept()
    const other = await testOrganization(database, `other_${count}`)
    await expect(getRun(database, other, run.pipeline_logging_id)).rejects.toMatchObject({
      code: 'not_found',
    })
    await expect(cancelRun(database, other, run.pipeline_logging_id, 'x', NOW)).rejects.toMatchObject({
      code: 'not_found',
    })
    await claim()
  })

  test('a waiting run is cancelled at once, a running one by its owner, an ended one not at all', async () => {
    const waiting = (await accept()).run.pipeline_logging_id
    expect(await cancelRun(database, org, waiting, 'ann', NOW)).toBe('CANCELLED')
    expect(await claim()).toBeUndefined()
    await expect(cancelRun(database, org, waiting, 'ann', NOW)).rejects.toMatchObject({ code: 'conflict' })

    const running = (await accept()).run.pipeline_logging_id
    await claim()
    await moveOwnedRun(database, running, 'one', 'RUNNING', NOW)
    expect(await cancelRun(database, org, running, 'ann', NOW)).toBe('CANCELLING')
    expect((await heartbeat(database, 'one')).cancelling).toContain(running)
    await endOwnedRun(database, running, 'one', { state: 'CANCELLED' }, NOW)
    expect(await quota()).toMatchObject({ concurrent_pipelines_running: 0, pipelines_failed_today: 0 })
  })
})

describe('recovery', () => {
  test('runs of an earlier boot go back to the queue at once and hold on to their slot', async () => {
    const { run } = await accept()
    await claim('before')
    await moveOwnedRun(database, run.pipeline_logging_id, 'before', 'RUNNING', NOW)
    expect((await recoverAllRuns(database, queue, 'after', NOW)).requeued).toEqual([run.pipeline_logging_id])
    expect(await quota()).toMatchObject({ concurrent_pipelines_running: 1, pipelines_run_today: 1 })
    expect(await claim('after')).toMatchObject({ owner_instance: 'after', claim_count: 2 })
    await expect(
      endOwnedRun(database, run.pipeline_logging_id, 'before', { state: 'COMPLETED' }, NOW),
    ).rejects.toMatchObject({ code: 'cancelled' })
    await endOwnedRun(database, run.pipeline_logging_id, 'after', { state: 'FAILED' }, NOW)
  })

  test('with many processes only the silent one loses its runs', async () => {
    const silent = (await accept()).run.pipeline_logging_id
    await claim('silent')
    await accept({ credentialId: 'alive' })
    await claim('alive')
    expect((await recoverDeadOwners(database, queue, NOW)).requeued).toEqual([])
    await age(silent)
    expect((await recoverDeadOwners(database, queue, NOW)).requeued).toEqual([silent])
    expect((await heartbeat(database, 'silent')).owned.has(silent)).toBe(false)
    await claim('alive')
    await recoverAllRuns(database, queue, 'nobody', NOW)
  })

  test('a run that takes its process down again and again fails', async () => {
    const id = (await accept()).run.pipeline_logging_id
    for (const boot of ['a', 'b', 'c']) {
      expect((await claim(boot))?.pipeline_logging_id).toBe(id)
      await recoverAllRuns(database, queue, `${boot}+`, NOW)
    }
    expect(await getRun(database, org, id)).toMatchObject({
      status: 'FAILED',
      error_message: expect.stringContaining('3 times') as string,
    })
    expect(await quota()).toMatchObject({ concurrent_pipelines_running: 0 })
  })

  test('an orderly shutdown gives the run back without counting as a crash; a cancelled one ends', async () => {
    const id = (await accept()).run.pipeline_logging_id
    await claim('one')
    await giveBackRun(database, queue, id, 'one', NOW)
    expect(await claim('two')).toMatchObject({ pipeline_logging_id: id, claim_count: 1 })
    await cancelRun(database, org, id, 'ann', NOW)
    await recoverAllRuns(database, queue, 'three', NOW)
    expect((await getRun(database, org, id)).status).toBe('CANCELLED')
  })
})
