import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { openAsBlob } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { vendorServer, type VendorServer } from '@cloudact/engine/testing/vendor-server'
import { openPglite } from '@cloudact/store/database/open-pglite'
import { databaseTemplate } from '@cloudact/store/testing/database-template'
import { testOrganization } from '@cloudact/store/testing/test-organization'
import { afterEach, expect, test } from 'vitest'
import { eventually } from '../testing/eventually.ts'

const RUNS = 8
let folder: string
let vendor: VendorServer
const children: ChildProcess[] = []

afterEach(async () => {
  for (const child of children) child.kill('SIGKILL')
  await vendor.close()
  await rm(folder, { recursive: true, force: true })
})

/** Starts the service as a process of its own; resolves with the ids of the runs it accepted. */
async function serve(runs: number): Promise<{ readonly child: ChildProcess; readonly ids: string[] }> {
  const script = join(import.meta.dirname, '..', 'testing', 'serve.ts')
  const child = spawn(process.execPath, [script, folder, vendor.url, String(runs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  children.push(child)
  const ids: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    if (line === 'serving') return { child, ids }
    ids.push(line)
  }
  throw new Error('The service ended before it served.')
}

test('kill -9 in the middle of runs: after a restart each of them ends exactly once and no slot is lost', async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-crash-'))
  let answering = false
  vendor = await vendorServer(() => (answering ? { body: 'fine' } : { hang: true }))
  const prepared = await openPglite({
    folder: join(folder, 'postgres'),
    template: await openAsBlob(await databaseTemplate()),
  })
  await testOrganization(prepared, 'acme', { concurrent: RUNS })
  await prepared.close()

  const { child, ids } = await serve(RUNS)
  await eventually(
    async () => vendor.requests.length,
    (count) => count >= 3,
  )
  child.kill('SIGKILL')
  await once(child, 'exit')
  answering = true
  vendor.requests.length = 0
  const second = await serve(0)
  await eventually(
    async () => new Set(vendor.requests.map((request) => request.query.run)).size,
    (count) => count === RUNS,
  )
  second.child.kill('SIGTERM')
  await once(second.child, 'exit')

  const database = await openPglite({ folder: join(folder, 'postgres') })
  const rows = await database.query<{ id: string; status: string; ends: number }>(
    `SELECT pipeline_logging_id AS id, status, (SELECT count(*)::int FROM org_meta_state_transitions t WHERE t.pipeline_logging_id = r.pipeline_logging_id
       AND entity_type = 'PIPELINE' AND to_state = 'COMPLETED') AS ends FROM org_meta_pipeline_runs r ORDER BY start_time`,
  )
  const [quota] = await database.query(
    'SELECT concurrent_pipelines_running AS running, pipelines_run_today AS today FROM org_usage_quotas',
  )
  await database.close()
  expect(rows.map((row) => row.id)).toEqual(ids)
  expect(rows.every((row) => row.status === 'COMPLETED' && row.ends === 1)).toBe(true)
  expect(quota).toEqual({ running: 0, today: RUNS })
}, 120_000)
