import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { requirePipeline } from '@cloudact/catalog/find-pipeline'
import { overlayFixture } from '@cloudact/catalog/testing/overlay-fixture'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { executeRun } from './execute-run.ts'
import { createHttpClient } from './http/create-http-client.ts'
import { RateLimiter } from './http/rate-limiter.ts'
import { ProcessorRegistry } from './processor-registry.ts'
import type { RunOutcome } from './run-events.ts'
import { pipelineIdOf } from './run-variables.ts'
import { openStep } from './step-context.ts'
import { loadStepCheck } from './step-check.ts'
import { TestLogger } from './testing/test-logger.ts'
import { testLake, type TestLake } from './testing/test-lake.ts'
import { vendorServer, type VendorServer } from './testing/vendor-server.ts'
import { systemTimers } from './timers.ts'

const CONFIGS = join(import.meta.dirname, '../../../configs')
const ROOTS = [join(import.meta.dirname, 'processors'), join(import.meta.dirname, '../../providers/src')]
const SECRET = 'nim_secret-key-0123456789'

const record = (day: string, number: number, amount: string) =>
  `{"record_id":"${day}-${number}","day":"${day}","project":"p${number}","minutes":1.5,"amount":${amount},"currency":"USD"}`

let lake: TestLake
let vendor: VendorServer
let overlay: string
/** Amounts by day as the vendor states them now. */
let stated: Record<string, string[]>

beforeAll(async () => {
  lake = await testLake()
  overlay = await mkdtemp(join(tmpdir(), 'overlay-'))
  vendor = await vendorServer(({ headers, query }) => {
    if (headers['x-nimbus-key'] !== SECRET) return { status: 401 }
    const amounts = stated[query.day ?? ''] ?? []
    const at = Number(query.cursor ?? 0)
    const page = amounts.slice(at, at + 2).map((amount, index) => record(query.day ?? '', at + index, amount))
    return {
      body: `{"records":[${page.join(',')}],"next_cursor":${at + 2 < amounts.length ? `"${at + 2}"` : 'null'}}`,
    }
  })
  await mkdir(join(overlay, 'system'))
  await writeFile(
    join(overlay, 'system/providers.yml'),
    `providers:\n  nimbus:\n    api_base_url: ${vendor.url}\n`,
  )
})
afterAll(async () => {
  await vendor.close()
  await lake.close()
  await rm(overlay, { recursive: true })
})

async function run(runId: string, key = SECRET): Promise<{ outcome: RunOutcome; log: TestLogger }> {
  const registry = await ProcessorRegistry.scan(ROOTS)
  const catalog = loadCatalog({
    folders: [CONFIGS, overlayFixture, overlay],
    checkStep: await loadStepCheck(registry),
  })
  const { path, pipeline } = requirePipeline(catalog, 'saas/nimbus/usage')
  const org = parseOrgSlug('acme')
  const log = new TestLogger()
  const timers = {
    ...systemTimers,
    sleep: async (_: number, signal?: AbortSignal) => signal?.throwIfAborted(),
  }
  const http = createHttpClient({
    org,
    catalog,
    limiter: new RateLimiter(timers),
    timers,
    log,
    random: () => 0,
  })
  const credential = {
    credentialId: 'cred-nimbus',
    provider: 'nimbus',
    name: 'main',
    secrets: { api_key: key },
    metadata: {},
  }
  const ports = {
    catalog,
    warehouse: lake.forOrg(),
    http,
    credentials: { open: async () => credential },
    services: {},
    log,
    clock: timers,
    scratchFolder: join(overlay, 'scratch'),
  }
  const identity = {
    org,
    runId,
    pipelineId: pipelineIdOf(org, path),
    pipelinePath: path,
    range: { start: '2026-01-15', end: '2026-01-17' },
    startedAt: '2026-01-17T05:15:00.000Z',
  }
  const outcome = await executeRun(
    { identity, pipeline },
    {
      catalog,
      registry,
      log: { record: () => {} },
      openStep: (details) => openStep(ports, details),
      timers,
      random: () => 0,
      environment: 'prod',
      projectId: 'local',
    },
    new AbortController().signal,
  )
  return { outcome, log }
}

const billed = async () =>
  (await lake.rows('cost_data_standard_1_3', 'ChargePeriodStart, x_source_record_id')).map(
    (row) => `${row.x_source_record_id} ${row.BilledCost}`,
  )

it('a vendor that exists only in an overlay folder reaches FOCUS, is restated, and its refusal fails the run', async () => {
  stated = { '2026-01-15': ['0.1', '0.000000000001', '1e-3'], '2026-01-16': ['2'] }
  const first = await run('run-1')
  expect(first.outcome).toMatchObject({ state: 'COMPLETED', error: null })
  expect(await billed()).toEqual([
    '2026-01-15-0 0.1',
    '2026-01-15-1 0.000000000001',
    '2026-01-15-2 0.001',
    '2026-01-16-0 2',
  ])
  expect((await lake.rows('cost_data_standard_1_3', 'x_source_record_id'))[0]).toMatchObject({
    x_org_slug: 'acme',
    x_pipeline_id: 'acme-saas-nimbus-usage',
    x_credential_id: 'cred-nimbus',
    x_pipeline_run_date: '2026-01-15',
    x_run_id: 'run-1',
  })
  expect(first.log.text()).not.toContain(SECRET)

  stated = { '2026-01-15': ['0.1'], '2026-01-16': [] }
  await run('run-2')
  await run('run-3')
  expect(await billed()).toEqual(['2026-01-15-0 0.1'])

  const refused = await run('run-4', 'nim_wrong-key')
  expect(refused.outcome).toMatchObject({ state: 'FAILED', error: { code: 'credential_rejected' } })
  expect(refused.outcome.steps.map((step) => step.state)).toEqual(['FAILED', 'SKIPPED'])
  expect(await billed()).toEqual(['2026-01-15-0 0.1'])
})
