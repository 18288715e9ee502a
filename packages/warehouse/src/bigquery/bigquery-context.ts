import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Logger } from '@cloudact/core/ports/logger'
import type { Database } from '@cloudact/core/ports/sql'
import type { Engine } from '../lake/engine.ts'
import type { StatementGuard } from '../lake/statement-guard.ts'
import type { BigQueryClient } from './load-client.ts'

/** What every operation of the BigQuery warehouse works with. */
export type BigQueryContext = {
  readonly client: BigQueryClient
  readonly location: string
  readonly database: Database
  /** Checks statements, types rows and writes the files that are loaded; it stores nothing. */
  readonly engine: Engine
  readonly guard: StatementGuard
  /** Lends an engine of its own that may read these files. */
  readonly withLoader: <Result>(
    files: readonly string[],
    work: (loader: Engine) => Promise<Result>,
  ) => Promise<Result>
  /** Absolute; files on their way to BigQuery. */
  readonly temporaryFolder: string
  readonly datasetSuffix: string
  /** Dataset of the stored procedures, one for all organizations. */
  readonly procedureDataset: string
  /** Refuses a query that would be billed for more. */
  readonly maximumBytesBilled: bigint
  /** Milliseconds between looks at a running job at first, and between attempts; both grow. */
  readonly pollMilliseconds: number
  readonly retryMilliseconds: number
  readonly clock: Clock
  readonly log: Logger
  /** What this process has already made sure of: datasets, tables and procedures by name and definition. */
  readonly known: Set<string>
}

export type OrgBigQuery = BigQueryContext & { readonly org: OrgSlug; readonly dataset: string }
