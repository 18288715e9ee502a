import { afterAll, beforeAll, expect, test } from 'vitest'
import type { Database } from '@cloudact/core/ports/sql'
import { testDatabase } from '../testing/test-database.ts'
import { testOrganization } from '../testing/test-organization.ts'
import { claimPeriodicJob } from './claim-periodic-job.ts'
import { insertScheduledRun, listWaitingScheduledRuns, settleScheduledRun } from './scheduled-runs.ts'

const NOW = Date.parse('2026-01-15T10:00:00Z')
let database: Database
beforeAll(async () => {
  database = await testDatabase()
})
afterAll(() => database.close())

test('an occurrence is written down once, and what one scheduler made of it another does not undo', async () => {
  const org = await testOrganization(database, 'acme')
  const due = {
    configId: 'catalog:acme:genai/payg/openai',
    org,
    pipelineId: 'acme-genai-payg-openai',
    pipelinePath: 'genai/payg/openai',
    scheduledTime: new Date(NOW),
  }
  const insert = () => database.transaction((tx) => insertScheduledRun(tx, due))
  expect([await insert(), await insert()]).toEqual([true, false])

  const [waiting] = await listWaitingScheduledRuns(database, 10)
  const id = waiting?.run_id ?? ''
  await settleScheduledRun(database, id, { pipelineLoggingId: 'run_1' }, NOW)
  await settleScheduledRun(database, id, { error: 'It comes after another.' }, NOW)

  expect(
    await database.query(
      'SELECT state, pipeline_logging_id, error_message FROM org_scheduled_pipeline_runs WHERE run_id = $1',
      [id],
    ),
  ).toEqual([{ state: 'PENDING', pipeline_logging_id: 'run_1', error_message: null }])
})

test('a periodic job is one process’s until its period is over', async () => {
  const claims = await Promise.all([1, 2, 3].map(() => claimPeriodicJob(database, 'sweep', 3_600)))
  expect(claims.filter(Boolean)).toHaveLength(1)
  expect(await claimPeriodicJob(database, 'other', 3_600)).toBe(true)
  await database.query(`UPDATE periodic_jobs SET claimed_at = now() - interval '1 hour' WHERE name = 'sweep'`)
  expect(await claimPeriodicJob(database, 'sweep', 3_600)).toBe(true)
})
