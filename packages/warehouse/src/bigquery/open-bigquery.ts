import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { Engine } from '../lake/engine.ts'
import { StatementGuard } from '../lake/statement-guard.ts'
import type { BigQueryContext } from './bigquery-context.ts'
import { loadClient, type ClientOptions } from './load-client.ts'
import { orgBigQuery } from './org-bigquery.ts'

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

/** Opens the BigQuery warehouse: a dataset per organization, the catalog of slices in Postgres. */
export async function openBigQuery(options: BigQueryOptions): Promise<Warehouse> {
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
    async close() {
      engine.close()
      await rm(temporaryFolder, { recursive: true, force: true })
    },
  }
}
