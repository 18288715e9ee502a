import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import { BASE_ROW } from '@cloudact/conformance/testing/base-row'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { Row } from '@cloudact/core/ports/warehouse'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { testOrganization } from '@cloudact/store/testing/test-organization'
import { type Lake, openLake } from '@cloudact/warehouse/lake/open-lake'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { recordConformance } from './record-conformance.ts'

const TABLE = 'cost_data_standard_1_3'
const CLOCK = { now: () => Date.parse('2026-02-03T04:05:06Z') }
const catalog = loadCatalog({ folders: [resolve(import.meta.dirname, '../../../../configs')] })
const NEVER = new AbortController().signal

let folder: string
let database: Database
let warehouse: Lake
let acme: OrgSlug
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'cloudact-record-'))
  database = await testDatabase()
  warehouse = await openLake({
    database,
    folder: join(folder, 'lake'),
    clock: CLOCK,
    log: new TestLogger(),
    memoryLimitMb: 256,
  })
  acme = await testOrganization(database, 'acme')
  const table = catalog.tables.get(TABLE)
  if (table) await warehouse.forOrg(acme).ensureTable(table)
})
afterAll(async () => {
  await warehouse.close()
  await database.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(() => database.query('DELETE FROM org_meta_dq_results'))

/** What a run writes: its row in the control plane and a day of charges. */
async function runThatWrote(runId: string, period: string, rows: readonly Row[]): Promise<void> {
  await database.query(
    `INSERT INTO org_meta_pipeline_runs (pipeline_logging_id, org_slug, pipeline_id, pipeline_path, status, start_time,
       start_date, end_date, dedupe_key)
     VALUES ($1, 'acme', 'acme-test', 'genai/payg/openai', 'COMPLETED', now(), '2026-01-01', '2026-01-02', $1)`,
    [runId],
  )
  if (rows.length === 0) return
  const stamp = {
    x_org_slug: 'acme',
    x_pipeline_id: 'acme-test',
    x_credential_id: 'c',
    x_pipeline_run_date: period,
    x_run_id: runId,
    x_ingested_at: '2026-02-03T00:00:00Z',
    x_ingestion_date: '2026-02-03',
  }
  const slice = { table: TABLE, pipelineId: 'acme-test', credentialId: 'c', accountId: '', period }
  await warehouse
    .forOrg(acme)
    .replaceSlices([{ slice, content: { kind: 'rows', rows: [rows] } }], { runId, stamp })
}

const kept = () =>
  database.query<Record<string, unknown>>(
    `SELECT pipeline_logging_id, target_table, dq_config_id, overall_status, expectations_passed::int AS passed,
       expectations_failed::int AS failed, failed_expectations FROM org_meta_dq_results`,
  )
const ports = () => ({ warehouse, catalog, database, clock: CLOCK })
const charge = { ...BASE_ROW, x_charge_origin: 'usage_priced' }

describe('the conformance of a run', () => {
  it('is kept with the run: rules that pass, none that fail', async () => {
    await runThatWrote('run-good', '2026-01-01', [charge])
    await recordConformance(ports(), acme, 'run-good', NEVER)
    const [result, ...more] = await kept()
    expect(more).toEqual([])
    expect(result).toMatchObject({
      pipeline_logging_id: 'run-good',
      target_table: TABLE,
      dq_config_id: 'focus_1_3_conformance',
      overall_status: 'PASS',
      failed: 0,
      failed_expectations: [],
    })
    expect(Number(result?.['passed'])).toBeGreaterThan(200)
  })

  it('names the rules its own rows break, and nothing of what other runs wrote', async () => {
    await runThatWrote('run-other', '2026-01-02', [{ ...charge, ChargeCategory: 'Nonsense' }])
    await runThatWrote('run-bad', '2026-01-03', [charge, { ...charge, BillingCurrency: 'dollars' }])
    await recordConformance(ports(), acme, 'run-bad', NEVER)
    const [result] = await kept()
    expect(result).toMatchObject({ overall_status: 'FAIL' })
    expect(result?.['failed_expectations']).toEqual([
      {
        rule: 'CAU-BillingCurrency-C-006-M',
        severity: 'error',
        message: 'BillingCurrency is an ISO 4217 currency code',
        failing_rows: 1,
        examples: [{ BillingCurrency: 'dollars' }],
      },
    ])
  })

  it('is a warning when only recommendations are not followed', async () => {
    await runThatWrote('run-unit', '2026-01-04', [{ ...charge, PricingUnit: '1M Tokens' }])
    await recordConformance(ports(), acme, 'run-unit', NEVER)
    expect(await kept()).toMatchObject([{ overall_status: 'WARNING', failed: 1 }])
  })

  it('says of a run that wrote very many charges that they were not asked', async () => {
    await runThatWrote('run-many', '2026-01-06', [charge, { ...charge, BillingCurrency: 'dollars' }])
    await recordConformance(ports(), acme, 'run-many', NEVER, 1)
    expect(await kept()).toMatchObject([
      { overall_status: 'WARNING', passed: 0, failed: 0, failed_expectations: [{ rule: 'not_asked' }] },
    ])
  })

  it('is not kept of a run that wrote no charges', async () => {
    await runThatWrote('run-none', '2026-01-05', [])
    await recordConformance(ports(), acme, 'run-none', NEVER)
    expect(await kept()).toEqual([])
  })
})
