import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Catalog } from '@cloudact/catalog/catalog'
import { loadCatalog } from '@cloudact/catalog/load-catalog'
import type { DayRange } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { systemClock } from '@cloudact/core/ports/clock'
import type { Database } from '@cloudact/core/ports/sql'
import type { Row, Warehouse } from '@cloudact/core/ports/warehouse'
import type { Credential, Finding, Processor, StepResult } from '@cloudact/engine/processor'
import procedureExecutor from '@cloudact/engine/processors/generic/procedure-executor'
import { processorContext, type TestContextOptions } from '@cloudact/engine/testing/processor-context'
import { testCatalog } from '@cloudact/engine/testing/test-catalog'
import { TestLogger } from '@cloudact/engine/testing/test-logger'
import { testDatabase } from '@cloudact/store/testing/test-database'
import { openLake } from '@cloudact/warehouse/lake/open-lake'
import importFiles from '../../focus/import-files.ts'
import curExtractor from '../cur-extractor.ts'

/** Processors of the first steps of the pipelines that can be run here. */
const EXTRACTORS = {
  'cloud/aws/cost/billing': { 'cloud.aws.cur_extractor': curExtractor },
  'cloud/focus/import': { 'cloud.focus.import_files': importFiles },
} as const

const CONFIGS = join(import.meta.dirname, '../../../../../../configs')

/** A warehouse, the product's configuration and the steps of a bill's pipeline, run as the engine runs them. */
export type BillLab = {
  readonly folder: string
  readonly catalog: Catalog
  /** Runs the whole pipeline; later steps do not run when one fails. */
  run(options: LabRun): Promise<LabResult>
  query(sql: string, parameters?: Record<string, string>, org?: string): Promise<Row[]>
  close(): Promise<void>
}

export type LabRun = {
  /** `acme` unless told. */
  readonly org?: string
  readonly credential: Credential
  readonly range: DayRange
  readonly startedAt?: string
  readonly signal?: AbortSignal
  /** Changes the text of procedures, to prove that a wrong conversion is caught. */
  readonly editSelect?: (procedure: string, select: string) => string
  /** The provider's base URL in the registry, which plain http is allowed to. */
  readonly apiBaseUrl?: string
}
export type LabResult = {
  readonly steps: Record<string, StepResult>
  readonly findings: readonly Finding[]
  readonly opened: readonly string[]
}

/** `open` gives another warehouse than the lake; `path` another pipeline; `overlay` folders of configuration. */
export async function openBillLab(
  open?: (database: Database) => Promise<Warehouse>,
  path: keyof typeof EXTRACTORS = 'cloud/aws/cost/billing',
  overlay: readonly string[] = [],
): Promise<BillLab> {
  const folder = await mkdtemp(join(tmpdir(), 'cloudact-aws-'))
  const database = await testDatabase()
  const warehouse = open
    ? await open(database)
    : await openLake({ folder: join(folder, 'lake'), database, clock: systemClock, log: new TestLogger() })
  const base = loadCatalog({ folders: [CONFIGS, ...overlay] })
  const pipeline = base.pipelines.get(path)
  if (!pipeline) throw new Error(`configs/${path}.yml is missing`)
  const processors: Record<string, Processor> = {
    ...EXTRACTORS[path],
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
      signal,
      apiBaseUrl,
      editSelect,
    }) {
      const registry = apiBaseUrl ? withBaseUrl(base, pipeline.provider ?? '', apiBaseUrl) : base
      const catalog = editSelect ? withProcedures(registry, editSelect) : registry
      const options: TestContextOptions = {
        catalog,
        org,
        warehouse: warehouseOf(org),
        range,
        startedAt,
        signal,
        pipelinePath: path,
        credentials: [credential],
      }
      const steps: Record<string, StepResult> = {}
      const findings: Finding[] = []
      const opened: string[] = []
      for (const step of pipeline.steps) {
        const processor = processors[step.ps_type]
        if (!processor) throw new Error(`no processor ${step.ps_type}`)
        const test = processorContext({ ...options, stepId: step.step_id })
        try {
          steps[step.step_id] = await processor.run(test.context, processor.config.parse(step.config))
        } finally {
          findings.push(...test.findings)
          opened.push(...test.opened)
          await test.close()
        }
      }
      return { steps, findings, opened }
    },
    async query(sql, parameters = {}, org) {
      const rows: Row[] = []
      for await (const batch of warehouseOf(org).query({ sql, parameters })) rows.push(...batch)
      return rows
    },
    async close() {
      await warehouse.close()
      await database.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}

function withBaseUrl(base: Catalog, key: string, apiBaseUrl: string): Catalog {
  const provider = base.providers.get(key)
  if (!provider) throw new Error(`the registry has no ${key}`)
  return testCatalog({ base, providers: { [key]: { ...provider, api_base_url: apiBaseUrl } } })
}

function withProcedures(base: Catalog, edit: (procedure: string, select: string) => string): Catalog {
  const procedures = [...base.procedures.values()].map((procedure) => ({
    ...procedure,
    selects: procedure.selects.map((select) => edit(procedure.name, select)),
  }))
  return testCatalog({ base, procedures })
}

/** A credential whose bill lies in a local folder. */
export function folderCredential(
  path: string,
  metadata: Record<string, unknown> = {},
  credentialId = 'cred-1',
): Credential {
  return {
    credentialId,
    provider: 'aws',
    name: 'Payer of the test',
    secrets: {},
    metadata: { source: 'path', path, ...metadata },
  }
}
