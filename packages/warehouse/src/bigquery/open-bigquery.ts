import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { ProcedureStore } from '@cloudact/core/ports/procedures'
import type { Database } from '@cloudact/core/ports/sql'
import type { Slice, Warehouse } from '@cloudact/core/ports/warehouse'
import type { SliceDiff } from '../lake/diff-slice.ts'
import { Engine } from '../lake/engine.ts'
import { StatementGuard } from '../lake/statement-guard.ts'
import type { BigQueryContext } from './bigquery-context.ts'
import { openBigQueryProcedures } from './bigquery-procedures.ts'
import { diffSlice } from './diff-slice.ts'
import { loadClient, type ClientOptions } from './load-client.ts'
import { datasetOf, orgBigQuery } from './org-bigquery.ts'

export type BigQueryOptions = ClientOptions & {
  /** Holds the catalog (migration 0044). */
  readonly database: Database
  /** For files on their way; created if absent, and what this process puts there is removed when it closes. */
  readonly temporaryFolder: string
  /** After the slug in the name of an organization's dataset. Default `_prod`. */
  readonly datasetSuffix?: string
  /** Default 100 GiB: no statement of the product comes near it by design. */
  readonly maximumBytesBilled?: bigint
  /** Of the engine that checks statements and writes the files. Default 512. */
  readonly memoryLimitMb?: number
  readonly pollMilliseconds?: number
  readonly retryMilliseconds?: number
  readonly clock: Clock
  readonly log: Logger
}

const MAXIMUM_BYTES_BILLED = 100n * 1024n ** 3n
const THREADS = 2
const SLOTS = 2

/** The warehouse port and what else the engine answers. */
export type BigQueryWarehouse = Warehouse & {
  readonly procedures: ProcedureStore
  /** What changed from the kept predecessor of a slice to its live version. */
  diffSlice(org: OrgSlug, slice: Slice, generation?: number): Promise<SliceDiff>
}

/** Opens the BigQuery warehouse: a dataset per organization, the catalog of slices in Postgres. */
export async function openBigQuery(options: BigQueryOptions): Promise<BigQueryWarehouse> {
  const temporaryFolder = join(resolve(options.temporaryFolder), `bigquery-${randomUUID()}`)
  await mkdir(temporaryFolder, { recursive: true })
  const engineOptions = {
    memoryLimitMb: options.memoryLimitMb ?? 512,
    threads: THREADS,
    slots: SLOTS,
    temporaryFolder,
    folders: [temporaryFolder],
  }
  const engine = await Engine.open(engineOptions)
  const context: BigQueryContext = {
    client: await loadClient(options),
    location: options.location,
    database: options.database,
    engine,
    guard: new StatementGuard(engine),
    async withLoader(files, work) {
      const loader = await Engine.open({ ...engineOptions, files })
      try {
        return await work(loader)
      } finally {
        loader.close()
      }
    },
    temporaryFolder,
    datasetSuffix: options.datasetSuffix ?? '_prod',
    procedureDataset: 'organizations',
    maximumBytesBilled: options.maximumBytesBilled ?? MAXIMUM_BYTES_BILLED,
    pollMilliseconds: options.pollMilliseconds ?? 200,
    retryMilliseconds: options.retryMilliseconds ?? 1_000,
    clock: options.clock,
    log: options.log,
    known: new Set(),
  }
  return {
    forOrg: (org) => orgBigQuery(context, org),
    procedures: openBigQueryProcedures(context),
    diffSlice: (org, slice, generation) =>
      diffSlice({ ...context, org, dataset: datasetOf(context, org) }, slice, generation),
    async close() {
      engine.close()
      await rm(temporaryFolder, { recursive: true, force: true })
    },
  }
}
