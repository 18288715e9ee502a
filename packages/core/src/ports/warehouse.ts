import type { Day, DayRange } from '../day.ts'
import type { OrgSlug } from '../org-slug.ts'
import type { TimeZone } from '../time-zone.ts'
import type { Transaction } from './sql.ts'

/** Decimals, dates, timestamps and JSON are text: a float never carries money. int64 is a number when safe, else text. */
export type Cell = string | number | boolean | null
export type Row = Readonly<Record<string, Cell>>

/** `decimal` is DECIMAL(38,12) / BIGNUMERIC; `timestamp` is UTC; `json` is JSON as text, so that its numbers keep their digits. */
export type ColumnType = 'string' | 'int64' | 'decimal' | 'float64' | 'bool' | 'date' | 'timestamp' | 'json'

export type Column = {
  readonly name: string
  readonly type: ColumnType
  readonly required?: boolean
  readonly description?: string
}

/** What `configs/schemas/org/<table>.json` says about a table. */
export type TableSchema = {
  readonly name: string
  readonly description?: string
  readonly columns: readonly Column[]
  /** Column whose UTC day or month BigQuery partitions by; the lake sorts by it inside a file. */
  readonly partition?: { readonly column: string; readonly granularity: 'day' | 'month' }
  readonly cluster?: readonly string[]
  /** Present on cost tables: each slice then carries a daily rollup as a second file. */
  readonly rollup?: Rollup
}

/** Pre-aggregation kept beside every slice: dimensions (columns or SQL expressions by name) and summed measures. */
export type Rollup = {
  readonly name: string
  readonly dimensions: readonly RollupColumn[]
  readonly measures: readonly RollupColumn[]
}
export type RollupColumn = { readonly name: string; readonly type: ColumnType; readonly expression: string }

/**
 * The part of a table that one run replaces, and so the idempotency key of every write.
 * `period` is a UTC day (`2026-01-15`, usage) or a billing month (`2026-01`, bills), or `all` (reference tables).
 */
export type Slice = {
  readonly table: string
  readonly pipelineId: string
  readonly credentialId: string
  /** The source's own account (payer account, organization id); empty when the source has none. */
  readonly accountId: string
  readonly period: string
}

export type SqlValue = Cell | readonly string[]
export type SqlParameters = Readonly<Record<string, SqlValue>>

/**
 * A SELECT in the shared subset: `{{table(name)}}`, `{{rollup(name)}}` and the other macros of
 * `packages/warehouse/src/sql`, values only as `@name`. Never built from a request.
 */
export type Statement = {
  readonly sql: string
  readonly parameters?: SqlParameters
  /**
   * The SELECTs whose rows together are the statement's, by the names under which an engine with stored procedures keeps
   * and calls them. One name always stands for one text.
   */
  readonly procedures?: readonly { readonly name: string; readonly sql: string }[]
  /** Lets the engine skip slices whose period lies wholly outside; UTC days. The SQL must still filter. */
  readonly range?: DayRange
  /** The zone the caller counted days in: the statement is refused (`conflict`) when it is no longer the organization's. */
  readonly timeZone?: TimeZone
}

/** Files a connector fetched from a vendor. `select` reads them as `{{source}}`; CSV columns arrive as text. */
export type SourceFiles = {
  readonly format: 'csv' | 'parquet' | 'ndjson'
  readonly paths: readonly string[]
  readonly select: string
  readonly parameters?: SqlParameters
  /** Name of a text column of `{{source}}` that holds the path of the file each row is from. */
  readonly fileColumn?: string
}

export type SliceContent =
  | { readonly kind: 'rows'; readonly rows: AsyncIterable<readonly Row[]> | Iterable<readonly Row[]> }
  | { readonly kind: 'select'; readonly statement: Statement }
  | { readonly kind: 'files'; readonly files: SourceFiles }

/**
 * A SELECT that must give no rows on the tables as they would be after the commit: the new slices in place of the old.
 * Each row it gives is a fault: `fault` says in words what is wrong, the other columns where and by how much.
 */
export type SliceCheck = {
  readonly name: string
  readonly statement: Statement
}

export type ReplaceOptions = {
  readonly runId: string
  /** The run's step, for the engine's own records of what it was asked to do. */
  readonly stepId?: string
  readonly signal?: AbortSignal
  /** Constant columns stamped on every row: the lineage. They win over columns of the same name in the content. */
  readonly stamp?: Row
  /** Runs in the very transaction that makes the slice visible: the run's bookkeeping commits with it or not at all. */
  readonly onCommit?: (tx: Transaction, written: SliceWritten) => Promise<void>
}

/** A read, and for whom: the engine's own records name the run where there is one. */
export type ReadOptions = {
  readonly signal?: AbortSignal
  readonly runId?: string
  readonly stepId?: string
}

export type SliceWritten = {
  readonly rows: number
  readonly bytes: number
  /** Grows by one with every replacement of this slice; 1 for the first. */
  readonly generation: number
  /** False when the new content was equal to the old one and nothing was replaced. */
  readonly changed: boolean
}

export type ReplaceSlicesOptions = ReplaceOptions & {
  /**
   * Asked before anything becomes visible. Those whose tables are complete first are told alone: what a check finds
   * explains what later slices or checks would trip over. At most 20 faults are told, the first by their own columns.
   */
  readonly checks?: readonly SliceCheck[]
}

export type SliceReplacement = {
  readonly slice: Slice
  readonly content: SliceContent
  /** Constants of this slice only (its pipeline, credential and data date), over those of `ReplaceOptions.stamp`. */
  readonly stamp?: Row
}

/** A slice as the catalog knows it. */
export type SliceInfo = Slice & {
  readonly rows: number
  readonly bytes: number
  readonly generation: number
  readonly runId: string
  readonly committedAt: Date
}

export type ExportFormat = 'csv' | 'jsonl' | 'parquet'

/**
 * The analytics store as the rest of the system sees it.
 *
 * There is deliberately no `query` here: a handle is always bound to one tenant first, so SQL that can see two
 * tenants cannot be written by accident.
 */
export interface Warehouse {
  forOrg(org: OrgSlug): OrgWarehouse
  close(): Promise<void>
}

export interface OrgWarehouse {
  /** Creates the table or adds the columns it lacks. Never drops or retypes. */
  ensureTable(
    schema: TableSchema,
  ): Promise<{ readonly created: boolean; readonly addedColumns: readonly string[] }>

  /**
   * Replaces slices atomically: readers see all of the old or all of the new. Doing it twice leaves the tables as
   * doing it once. Predecessors are kept for `diff`. Throws `invalid_input` and leaves everything as it was when a row
   * is invalid or a check finds a fault; the error's `public.faults` are the rows of the check.
   */
  replaceSlices(
    replacements: readonly SliceReplacement[],
    options: ReplaceSlicesOptions,
  ): Promise<readonly SliceWritten[]>

  /** Removes slices (a withdrawn lower-precedence source). Same atomicity. */
  dropSlices(slices: readonly Slice[], options: ReplaceOptions): Promise<void>

  /** Runs a read-only SELECT on one snapshot and streams batches of rows. */
  query(statement: Statement, options?: ReadOptions): AsyncIterable<readonly Row[]>

  /** Streams the result as encoded file bytes, without holding it in memory. */
  export(
    statement: Statement,
    format: ExportFormat,
    options?: { readonly signal?: AbortSignal },
  ): AsyncIterable<Uint8Array>

  /** Runs the SELECT over fetched files, before anything of them is stored. For small results: all rows at once. */
  readFiles(files: SourceFiles, options?: { readonly signal?: AbortSignal }): Promise<readonly Row[]>

  /** Live slices of a table, newest first. */
  slices(table: string): Promise<readonly SliceInfo[]>

  /** Grows whenever any slice of the organization changes. Caches key on it. */
  version(): Promise<string>

  /** The zone in which {{report_day}}, and with it every rollup, counts the organization's days. UTC until set. */
  timeZone(): Promise<TimeZone>

  /**
   * Counts days in another zone from now on: readers see all days of the old one or all of the new one. No detail row
   * changes. Resolves when the rollups are made anew; cut short, calling it again goes on. Throws `invalid_input` for
   * what is no zone.
   */
  setTimeZone(timeZone: string, options?: { readonly signal?: AbortSignal }): Promise<void>
}

/** Slice period that covers a UTC day. */
export function dayPeriod(day: Day): string {
  return day
}

/** Slice period that covers the billing month a day lies in. */
export function monthPeriod(day: Day): string {
  return day.slice(0, 7)
}
