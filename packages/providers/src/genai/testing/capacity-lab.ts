import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { DayRange } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { Row, Slice, Warehouse } from '@cloudact/core/ports/warehouse'
import type { Finding, Processor } from '@cloudact/engine/processor'
import procedureExecutor from '@cloudact/engine/processors/generic/procedure-executor'
import { runProcessor } from '@cloudact/engine/testing/processor-context'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import publishCapacity from '../publish-capacity.ts'
import reportCapacity from '../report-capacity.ts'

const CONFIGS = join(import.meta.dirname, '../../../../../configs')
const PROCESSORS: Readonly<Record<string, Processor>> = {
  'generic.procedure_executor': procedureExecutor,
  'genai.publish_capacity': publishCapacity,
  'genai.report_capacity': reportCapacity,
}
export const OCTOBER: DayRange = { start: '2026-10-01', end: '2026-11-01' }

export type FilledSlice = Partial<Omit<Slice, 'table'>> & { readonly org?: string }

/** A warehouse with the product's GenAI tables, and its pipelines of capacity and consolidation, run step by step. */
export type CapacityLab = {
  readonly catalog: Catalog
  readonly folder: string
  run(path: string, options?: LabRun): Promise<readonly Finding[]>
  /** Puts rows into a slice, as the pipeline that owns it would have. */
  fill(table: string, slice: FilledSlice, rows: readonly Row[]): Promise<void>
  /** Takes every slice of a credential away. */
  drop(table: string, credentialId: string): Promise<void>
  query(sql: string, org?: string): Promise<Row[]>
  close(): Promise<void>
}
export type LabRun = {
  readonly org?: string
  readonly range?: DayRange
  readonly runId?: string
  readonly signal?: AbortSignal
}

/** `open` gives another warehouse than the lake. */
export async function openCapacityLab(
  open?: (database: Database) => Promise<Warehouse>,
): Promise<CapacityLab> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-capacity-'))
  const database = await testDatabase()
  const warehouse = open
    ? await open(database)
    : await openLake({ folder, database, clock: systemClock, log: new TestLogger() })
  const catalog = loadCatalog({ folders: [CONFIGS] })
  const ready = new Map<string, Promise<void>>()
  const tables = [...catalog.tables].filter(
    ([name]) => name.startsWith('genai_') || name === 'cost_data_standard_1_3',
  )
  const warehouseOf = async (org = 'acme') => {
    const own = warehouse.forOrg(parseOrgSlug(org))
    const created = ready.get(org) ?? createAll(own)
    ready.set(org, created)
    await created
    return own
  }
  async function createAll(own: ReturnType<Warehouse['forOrg']>): Promise<void> {
    for (const [, schema] of tables) await own.ensureTable(schema)
  }
  return {
    catalog,
    folder,
    async run(path, { org = 'acme', range = OCTOBER, runId, signal } = {}) {
      const pipeline = catalog.pipelines.get(path)
      if (!pipeline) throw new Error(`configs/${path}.yml is missing`)
      const findings: Finding[] = []
      for (const step of pipeline.steps) {
        const processor = PROCESSORS[step.ps_type]
        if (!processor) throw new Error(`no processor ${step.ps_type}`)
        const result = await runProcessor(processor, step.config, {
          catalog,
          org,
          warehouse: await warehouseOf(org),
          range,
          startedAt: '2026-11-21T06:00:00.000Z',
          pipelinePath: path,
          stepId: step.step_id,
          ...(runId !== undefined && { runId }),
          ...(signal !== undefined && { signal }),
        })
        findings.push(...result.findings)
      }
      return findings
    },
    async fill(
      table,
      { org = 'acme', pipelineId = 'acme-test', credentialId = 'cred-1', accountId = '', period = '2026-10' },
      rows,
    ) {
      const own = await warehouseOf(org)
      const stamp = {
        x_org_slug: org,
        x_pipeline_id: pipelineId,
        x_credential_id: credentialId,
        x_pipeline_run_date: period === 'all' ? '2026-10-01' : period.length === 7 ? `${period}-01` : period,
        x_run_id: 'filled',
        x_ingested_at: '2026-11-01T00:00:00.000Z',
        x_ingestion_date: '2026-11-01',
      }
      const slice = { table, pipelineId, credentialId, accountId, period }
      await own.replaceSlices([{ slice, content: { kind: 'rows', rows: [rows] } }], {
        runId: 'filled',
        stamp,
      })
    },
    async drop(table, credentialId) {
      const own = await warehouseOf()
      const gone = (await own.slices(table)).filter((slice) => slice.credentialId === credentialId)
      await own.dropSlices(gone, { runId: 'dropped' })
    },
    async query(sql, org) {
      const own = await warehouseOf(org)
      return (await Array.fromAsync(own.query({ sql }))).flat()
    },
    async close() {
      await warehouse.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
