import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database } from '@cloudact/core/ports/sql'
import type { Engine } from './engine.ts'
import type { KnownColumns } from './known-columns.ts'
import type { Pins } from './pins.ts'
import type { SnapshotCache } from './snapshot-cache.ts'
import type { StatementGuard } from './statement-guard.ts'

/** Below the lake's folder; no organization can have this name. */
export const TEMPORARY_FOLDER = '.tmp'

/** What every operation of the lake works with. */
export type LakeContext = {
  /** Absolute; files lie in `<folder>/<org>/<table>/<period>/<uuid>.parquet`. */
  readonly folder: string
  /** Absolute; spills and exports in the making. */
  readonly temporaryFolder: string
  readonly database: Database
  readonly reader: Engine
  readonly writer: Engine
  /** Lends a writer of its own that may also read these files. */
  readonly withLoader: <Result>(
    files: readonly string[],
    work: (loader: Engine) => Promise<Result>,
  ) => Promise<Result>
  /** Loads run one at a time. */
  readonly heavy: <Result>(work: () => Promise<Result>) => Promise<Result>
  readonly snapshots: SnapshotCache
  readonly guard: StatementGuard
  readonly columns: KnownColumns
  readonly pins: Pins
  readonly clock: Clock
  readonly log: Logger
  readonly graceSeconds: number
  readonly orphanGraceSeconds: number
}

export type OrgLake = LakeContext & { readonly org: OrgSlug }
