import type { Database } from '@cloudact/core/ports/sql'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openTestBigQuery, type TestBigQuery } from '../testing/emulator/open-test-bigquery.ts'
import { costTable, lines, readAll, slice } from '../testing/warehouse-fixtures.ts'

const COUNT = { sql: 'SELECT COUNT(*) AS n FROM {{table(cost_lines)}}' }

/** A control plane whose next commit, once armed, is lost after everything in the transaction was done. */
function losingCommit(database: Database): { readonly database: Database; arm(): void } {
  let armed = false
  const lost: Database = {
    ...database,
    kind: database.kind,
    query: (text, parameters) => database.query(text, parameters),
    listen: (channel, listener) => database.listen(channel, listener),
    close: () => database.close(),
    transaction: (work) =>
      database.transaction(async (tx) => {
        const result = await work(tx)
        if (!armed) return result
        armed = false
        throw new Error('the connection to the control plane was lost')
      }),
  }
  return { database: lost, arm: () => (armed = true) }
}

let control: ReturnType<typeof losingCommit>
let opened: TestBigQuery
beforeAll(async () => {
  control = losingCommit(await testDatabase())
  opened = await openTestBigQuery(control.database)
})
afterAll(() => opened.close())

/** Jobs whose text matches, without those that only ask what they would read. */
const runs = (matching: RegExp) =>
  opened.front.jobs.filter(
    ({ configuration }) => configuration?.dryRun !== true && matching.test(configuration?.query?.query ?? ''),
  )

const content = { kind: 'rows' as const, rows: [lines('2026-01-01', 3)] }

test('a crash between the two commits heals: the catalog follows, and the run does its bookkeeping again', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_crash'))
  await org.ensureTable(costTable)
  const before = await org.version()
  control.arm()
  const load = (onCommit: () => Promise<void>) =>
    org.replaceSlices([{ slice: slice('2026-01-01'), content }], { runId: 'r', onCommit })
  await expect(load(async () => {})).rejects.toThrow('was lost')

  expect(await org.version()).not.toBe(before)
  expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
  expect(await org.slices('cost_lines')).toMatchObject([{ rows: 3, generation: 1, runId: 'r' }])
  let booked = 0
  const again = await load(async () => void (booked += 1))
  expect(again).toMatchObject([{ changed: false, generation: 1, rows: 3 }])
  expect(booked).toBe(1)
})

test('what BigQuery says is passing is tried again, and what is not is refused at once', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_retry'))
  await org.ensureTable(costTable)
  const asked = () => runs(/COUNT\(\*\) AS n FROM/).length
  for (const reason of ['backendError', 'rateLimitExceeded', 'internalError'])
    opened.front.failNext(/COUNT\(\*\) AS n FROM/, { status: 400, reason })
  const before = asked()
  expect(await readAll(org, COUNT)).toEqual([{ n: 0 }])
  expect(asked()).toBe(before + 4)

  opened.front.failNext(/COUNT\(\*\) AS n FROM/, { status: 400, reason: 'bytesBilledLimitExceeded' })
  await expect(readAll(org, COUNT)).rejects.toMatchObject({
    code: 'quota_exceeded',
    message: expect.stringContaining('BIGQUERY_MAX_BYTES_BILLED'),
  })
})

test('a query that would be billed for more than the limit is refused before it runs, with figures', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_cost'))
  await org.ensureTable(costTable)
  const expensive = { sql: 'SELECT COUNT(*) AS dear FROM {{table(cost_lines)}}' }
  const limit = 100n * 1024n ** 3n
  opened.front.estimate(/AS dear FROM/, limit)
  expect(await readAll(org, expensive)).toEqual([{ dear: 0 }])
  expect(runs(/AS dear FROM/)[0]?.configuration?.query?.maximumBytesBilled).toBe(String(limit))
  opened.front.estimate(/AS dear FROM/, limit + 1n)
  const refusal = {
    code: 'quota_exceeded',
    message: `The query would read ${limit + 1n} bytes, more than the ${limit} that BIGQUERY_MAX_BYTES_BILLED allows, so it was not run. Ask for a shorter period, or raise the limit.`,
    public: { bytes: String(limit + 1n), limit: String(limit), setting: 'BIGQUERY_MAX_BYTES_BILLED' },
  }
  await expect(readAll(org, expensive)).rejects.toMatchObject(refusal)
  await expect(Array.fromAsync(org.export(expensive, 'csv'))).rejects.toMatchObject({
    code: 'quota_exceeded',
  })
  opened.front.estimate(/AS dear_line/, limit + 1n)
  const sql = `SELECT line_id AS line_id, charged_at, service AS service FROM {{table(cost_lines)}} AS dear_line`
  const load = org.replaceSlices(
    [{ slice: slice('2026-01-01'), content: { kind: 'select', statement: { sql } } }],
    { runId: 'r' },
  )
  await expect(load).rejects.toMatchObject({ code: 'quota_exceeded' })
  expect(runs(/AS dear FROM/).length).toBe(1)
  expect(runs(/AS dear_line/)).toEqual([])
})

test('aborting a query cancels its job', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_abort'))
  await org.ensureTable(costTable)
  const held = opened.front.holdNext(/AS slow FROM/)
  const abort = new AbortController()
  const read = Array.fromAsync(
    org.query({ sql: 'SELECT COUNT(*) AS slow FROM {{table(cost_lines)}}' }, { signal: abort.signal }),
  )
  const id = await held
  abort.abort()
  await expect(read).rejects.toMatchObject({ code: 'cancelled' })
  expect(opened.front.cancelled).toContain(id)
})

test('a swap that fails leaves rows and catalog as they were', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_swap'))
  await org.ensureTable(costTable)
  await org.replaceSlices([{ slice: slice('2026-01-01'), content }], { runId: 'r1' })
  const before = await org.version()
  opened.front.failNext(/^BEGIN/, { status: 400, reason: 'invalidQuery' })
  const rows = [lines('2026-01-01', 5)]
  const load = org.replaceSlices([{ slice: slice('2026-01-01'), content: { kind: 'rows', rows } }], {
    runId: 'r2',
  })
  await expect(load).rejects.toMatchObject({ code: 'invalid_input' })
  expect(await org.version()).toBe(before)
  expect(await readAll(org, COUNT)).toEqual([{ n: 3 }])
  expect(await org.slices('cost_lines')).toMatchObject([{ runId: 'r1', generation: 1 }])
  expect(await control.database.query('SELECT * FROM bigquery_commits')).toEqual([])
})

test('every job says for whom and which run it is, in the letters BigQuery allows', async () => {
  const org = opened.warehouse.forOrg(parseOrgSlug('faults_labels'))
  await org.ensureTable(costTable)
  const from = opened.front.jobs.length
  await org.replaceSlices([{ slice: slice('2026-01-01'), content }], { runId: 'Run:1', stepId: 'Load.Bill' })
  const select = 'SELECT line_id, charged_at FROM {{table(cost_lines)}}'
  const statement = { sql: select, procedures: [{ name: 'sp_labels', sql: select }] }
  await org.replaceSlices([{ slice: slice('2026-02'), content: { kind: 'select', statement } }], {
    runId: 'Run:1',
    stepId: 'Load.Bill',
  })
  const reads = org.query(COUNT, { runId: 'Run:1', stepId: 'Load.Bill' })
  expect((await Array.fromAsync(reads)).flat()).toEqual([{ n: 6 }])
  const jobs = opened.front.jobs.slice(from)
  expect(jobs.length).toBeGreaterThan(8)
  for (const job of jobs)
    expect(job.configuration?.labels).toMatchObject({ org: 'faults_labels', run: 'run-1', step: 'load-bill' })
  // Those that belong to no run say for whom and what for.
  for (const { configuration } of opened.front.jobs)
    expect(configuration?.labels).toMatchObject({
      application: 'cloudact',
      org: expect.any(String),
      step: expect.any(String),
    })
})
