import { randomUUID } from 'node:crypto'
import { mkdir, rm } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database } from '@cloudact/core/ports/sql'
import type { Warehouse } from '@cloudact/core/ports/warehouse'
import { Engine } from './engine.ts'
import { KnownColumns } from './known-columns.ts'
import { TEMPORARY_FOLDER, type LakeContext } from './lake-context.ts'
import { lakeMaintenance, type LakeMaintenance } from './lake-maintenance.ts'
import { orgLake } from './org-lake.ts'
import { Pins } from './pins.ts'
import { Slots } from './slots.ts'
import { SnapshotCache } from './snapshot-cache.ts'
import { StatementGuard } from './statement-guard.ts'

export type LakeOptions = {
  /** Created if absent. Everything the lake stores, spills or exports lies below it. */
  readonly folder: string
  /** Holds the catalog (migration 0010). */
  readonly database: Database
  /** Shared by loads and queries. Default 1024. */
  readonly memoryLimitMb?: number
  /** Per engine, so loads and queries together may use twice as many. Default 2. */
  readonly threads?: number
  /** How long replaced files stay readable for queries that began before. Default 900. */
  readonly graceSeconds?: number
  /** Age at which a file no catalog row names is taken for the rest of a crash. Longer than any load. Default 6 h. */
  readonly orphanGraceSeconds?: number
  readonly clock: Clock
  readonly log: Logger
}

export type Lake = Warehouse & LakeMaintenance

/** Queries that compute at once: with one load they leave one of libuv's four threads to everything else. */
const READ_SLOTS = 2
const READER_SHARE = 0.35

/**
 * Opens the Parquet lake: immutable files on disk, their catalog in Postgres, DuckDB in memory as the compute. Two
 * engines, so that a conversion that fills its memory cannot fail a dashboard.
 */
export async function openLake(options: LakeOptions): Promise<Lake> {
  const folder = resolve(options.folder)
  // One per process: the services of one machine share the folder. Orphan collection removes those of the dead.
  const temporaryFolder = join(folder, TEMPORARY_FOLDER, randomUUID())
  await mkdir(temporaryFolder, { recursive: true })
  const memory = options.memoryLimitMb ?? 1_024
  const threads = options.threads ?? 2
  const readerMemory = Math.round(memory * READER_SHARE)
  const shared = { threads, temporaryFolder, folders: [folder] }
  const writerOptions = { ...shared, memoryLimitMb: memory - readerMemory, slots: 1 }
  const reader = await Engine.open({ ...shared, memoryLimitMb: readerMemory, slots: READ_SLOTS })
  const writer = await Engine.open(writerOptions)
  const loads = new Slots(1)
  const context: LakeContext = {
    folder,
    temporaryFolder,
    database: options.database,
    reader,
    writer,
    async withLoader(files, work) {
      const loader = await Engine.open({ ...writerOptions, files })
      try {
        return await work(loader)
      } finally {
        loader.close()
      }
    },
    heavy: (work) => loads.run(work),
    snapshots: new SnapshotCache(),
    guard: new StatementGuard(reader),
    columns: new KnownColumns(),
    pins: new Pins(),
    clock: options.clock,
    log: options.log,
    graceSeconds: options.graceSeconds ?? 900,
    orphanGraceSeconds: options.orphanGraceSeconds ?? 6 * 3_600,
  }
  return {
    forOrg: (org) => orgLake(context, org),
    ...lakeMaintenance(context),
    async close() {
      await loads.run(async () => writer.close())
      reader.close()
      await rm(temporaryFolder, { recursive: true, force: true })
    },
  }
}
