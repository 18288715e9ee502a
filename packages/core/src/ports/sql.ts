import type { OrgSlug } from '../org-slug.ts'

/** A value that can be bound as a parameter. Decimals, dates and JSON travel as text. */
export type SqlParameter = string | number | bigint | boolean | null | Date | Uint8Array | readonly string[]
export type SqlRow = Record<string, unknown>

/** Something that runs one parameterized PostgreSQL statement: a connection pool or an open transaction. */
export interface Sql {
  /**
   * Placeholders are `$1 … $n`. BIGINT and NUMERIC come back as strings, timestamps as Date, DATE as
   * `YYYY-MM-DD` text, JSONB parsed, BYTEA as Uint8Array.
   */
  query<Row extends SqlRow = SqlRow>(text: string, parameters?: readonly SqlParameter[]): Promise<Row[]>
}

/** An open transaction. A distinct type, so a function can demand one. */
export interface Transaction extends Sql {
  readonly inTransaction: true
}

/** The control plane: PGlite in process, or any Postgres ≥ 15 by URL. Same SQL on both. */
export interface Database extends Sql {
  readonly kind: 'pglite' | 'postgres'
  /**
   * Commits when `work` resolves, rolls back when it rejects. Await nothing but `tx` inside: PGlite has one
   * connection and everything else waits for it. When this resolves the commit is durable.
   */
  transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result>
  /**
   * The same database as one organization may see it: row-level security hides every other organization's rows from
   * each statement and transaction on it, and refuses to write them. Throws `internal` when one organization's view is
   * asked for another's.
   */
  forOrg(org: OrgSlug): Database
  /** Calls `listener` for every NOTIFY on the channel until the returned function is called. */
  listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>>
  close(): Promise<void>
}
