import type { Database, SqlParameter, Transaction } from '@cloudact/core/ports/sql'
import {
  type CompiledQuery,
  type DatabaseConnection,
  type DatabaseIntrospector,
  type Dialect,
  type DialectAdapter,
  type Driver,
  type Kysely,
  PostgresAdapter,
  PostgresIntrospector,
  PostgresQueryCompiler,
  type QueryCompiler,
  type QueryResult,
} from 'kysely'

/**
 * Lets the session library use the control plane through our own port, so that PGlite and Postgres, durability and the
 * one connection of PGlite are the store's business and not its.
 */
export class DatabaseDialect implements Dialect {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  createAdapter(): DialectAdapter {
    return new PostgresAdapter()
  }

  createDriver(): Driver {
    return new PortDriver(this.#database)
  }

  createIntrospector(database: Kysely<unknown>): DatabaseIntrospector {
    return new PostgresIntrospector(database)
  }

  createQueryCompiler(): QueryCompiler {
    return new PostgresQueryCompiler()
  }
}

class PortDriver implements Driver {
  readonly #database: Database

  constructor(database: Database) {
    this.#database = database
  }

  init(): Promise<void> {
    return Promise.resolve()
  }

  async acquireConnection(): Promise<PortConnection> {
    return new PortConnection(this.#database)
  }

  async beginTransaction(connection: PortConnection): Promise<void> {
    connection.begin()
  }

  async commitTransaction(connection: PortConnection): Promise<void> {
    await connection.finish()
  }

  async rollbackTransaction(connection: PortConnection): Promise<void> {
    await connection.finish(new Error('rolled back'))
  }

  releaseConnection(): Promise<void> {
    return Promise.resolve()
  }

  /** The database belongs to whoever opened it. */
  destroy(): Promise<void> {
    return Promise.resolve()
  }
}

type OpenTransaction = {
  readonly tx: Transaction
  readonly finish: (rollback?: Error) => void
  readonly finished: Promise<void>
}

class PortConnection implements DatabaseConnection {
  readonly #database: Database
  #wanted = false
  #open: OpenTransaction | undefined

  constructor(database: Database) {
    this.#database = database
  }

  begin(): void {
    this.#wanted = true
  }

  async executeQuery<Row>(query: CompiledQuery): Promise<QueryResult<Row>> {
    const { kind } = query.query
    // The library hashes passwords between its reads and its writes. Opening the transaction at the first write keeps
    // PGlite's only connection free meanwhile.
    if (this.#wanted && !this.#open && kind !== 'SelectQueryNode') this.#open = await this.#openTransaction()
    const counted = kind === 'DeleteQueryNode' || kind === 'UpdateQueryNode'
    const text =
      counted && !/\breturning\b/i.test(query.sql) ? `${query.sql} returning 1 as affected` : query.sql
    const rows = await (this.#open?.tx ?? this.#database).query<Record<string, unknown>>(
      text,
      query.parameters.map(toParameter),
    )
    // The port answers plain rows; their type is the query builder's claim.
    return { rows: rows as Row[], numAffectedRows: BigInt(rows.length) }
  }

  async *streamQuery<Row>(query: CompiledQuery): AsyncIterableIterator<QueryResult<Row>> {
    yield await this.executeQuery<Row>(query)
  }

  /** Ends the transaction: commits, or rolls back with an error. */
  async finish(rollback?: Error): Promise<void> {
    const open = this.#open
    this.#wanted = false
    this.#open = undefined
    open?.finish(rollback)
    await open?.finished.catch((error: unknown) => {
      if (error !== rollback) throw error
    })
  }

  #openTransaction(): Promise<OpenTransaction> {
    return new Promise((resolve, reject) => {
      const end = Promise.withResolvers<null>()
      const finished = this.#database.transaction(async (tx) => {
        const finish = (error?: Error) => (error ? end.reject(error) : end.resolve(null))
        resolve({ tx, finish, finished: done })
        await end.promise
      })
      const done = finished.then(() => undefined)
      done.catch(reject)
    })
  }
}

function toParameter(value: unknown): SqlParameter {
  if (value === undefined || value === null) return null
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'boolean' ||
    typeof value === 'bigint'
  )
    return value
  if (value instanceof Date || value instanceof Uint8Array) return value
  return JSON.stringify(value)
}
