import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { DayRange } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { OrgWarehouse, Row, Warehouse } from '@cloudact/core/ports/warehouse'
import type { Credential, Finding, Processor, StepResult } from '@cloudact/engine/processor'
import procedureExecutor from '@cloudact/engine/processors/generic/procedure-executor'
import { processorContext } from '@cloudact/engine/testing/processor-context'
import { testCatalog } from '@cloudact/engine/testing/test-catalog'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import billingExtractor from '../billing-extractor.ts'

const CONFIGS = join(import.meta.dirname, '../../../../../../configs')
const PIPELINE = 'cloud/gcp/cost/billing'

/** A warehouse, the product's configuration and the steps of `cloud/gcp/cost/billing`, run as the engine runs them. */
export type BillLab = {
  readonly folder: string
  readonly catalog: Catalog
  /** Runs the whole pipeline; later steps do not run when one fails. */
  run(options: LabRun): Promise<LabResult>
  query(sql: string, org?: string): Promise<Row[]>
  close(): Promise<void>
}

export type LabRun = {
  /** `acme` unless told. */
  readonly org?: string
  readonly credential: Credential
  readonly range: DayRange
  readonly startedAt?: string
  /** Ends after this step. */
  readonly until?: 'extract'
  /** Address of a BigQuery that is not Google's. */
  readonly bigquery?: string
  readonly signal?: AbortSignal
  /** Changes the text of procedures, to prove that a wrong conversion is caught. */
  readonly editSelect?: (procedure: string, select: string) => string
}
export type LabResult = {
  readonly steps: Record<string, StepResult>
  readonly findings: readonly Finding[]
}

/** `open` gives another warehouse than the lake. */
export async function openBillLab(open?: (database: Database) => Promise<Warehouse>): Promise<BillLab> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-gcp-'))
  const database = await testDatabase()
  const warehouse = open
    ? await open(database)
    : await openLake({ folder: join(folder, 'lake'), database, clock: systemClock, log: new TestLogger() })
  const base = loadCatalog({ folders: [CONFIGS] })
  const pipeline = base.pipelines.get(PIPELINE)
  if (!pipeline) throw new Error(`configs/${PIPELINE}.yml is missing`)
  const processors: Record<string, Processor> = {
    'cloud.gcp.billing_extractor': billingExtractor,
    'generic.procedure_executor': procedureExecutor,
  }
  const warehouseOf = (org = 'acme') => warehouse.forOrg(parseOrgSlug(org))
  return {
    folder,
    catalog: base,
    async run({
      org,
      credential,
      range,
      startedAt = '2026-11-21T06:00:00.000Z',
      until,
      editSelect,
      bigquery,
      signal,
    }) {
      const catalog = withAddress(editSelect ? withProcedures(base, editSelect) : base, bigquery)
      await createTables(base, warehouseOf(org))
      const steps: Record<string, StepResult> = {}
      const findings: Finding[] = []
      for (const step of pipeline.steps) {
        const processor = processors[step.ps_type]
        if (!processor) throw new Error(`no processor ${step.ps_type}`)
        const test = processorContext({
          catalog,
          org,
          warehouse: warehouseOf(org),
          range,
          startedAt,
          pipelinePath: PIPELINE,
          credentials: [credential],
          stepId: step.step_id,
          ...(signal && { signal }),
        })
        try {
          steps[step.step_id] = await processor.run(test.context, processor.config.parse(step.config))
        } finally {
          findings.push(...test.findings)
          await test.close()
        }
        if (step.step_id === until) break
      }
      return { steps, findings }
    },
    async query(sql, org) {
      const rows: Row[] = []
      for await (const batch of warehouseOf(org).query({ sql })) rows.push(...batch)
      return rows
    },
    async close() {
      await warehouse.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

/** What the onboarding of an organization does; creating a table twice changes nothing. */
async function createTables(catalog: Catalog, warehouse: OrgWarehouse): Promise<void> {
  for (const [name, schema] of catalog.tables) {
    if (name.startsWith('cloud_') || name === 'cost_data_standard_1_3') await warehouse.ensureTable(schema)
  }
}

function withAddress(base: Catalog, bigquery: string | undefined): Catalog {
  const entry = base.providers.get('gcp')
  if (bigquery === undefined || !entry) return base
  return {
    ...base,
    providers: new Map([...base.providers, ['gcp', { ...entry, api_base_url: bigquery }]]),
  }
}

function withProcedures(base: Catalog, edit: (procedure: string, select: string) => string): Catalog {
  const procedures = [...base.procedures.values()].map((procedure) => ({
    ...procedure,
    selects: procedure.selects.map((select) => edit(procedure.name, select)),
  }))
  return testCatalog({ base, procedures })
}

/** A credential whose exported table lies in a local folder. */
export function folderCredential(
  path: string,
  metadata: Record<string, unknown> = {},
  credentialId = 'cred-1',
): Credential {
  return {
    credentialId,
    provider: 'gcp',
    name: 'Account of the test',
    secrets: {},
    metadata: { source: 'path', path, ...metadata },
  }
}
