import { mkdir } from 'node:fs/promises'
import {
  DuckDBInstance,
  type DuckDBConnection,
  type DuckDBDataChunk,
  type DuckDBResult,
} from '@duckdb/node-api'
import type { BoundParameters } from './bind-parameters.ts'
import { DefinedFunctions } from './defined-functions.ts'
import { toAppError } from './duckdb-error.ts'
import { setParameters } from './set-parameters.ts'
import { Slots } from './slots.ts'

export type EngineOptions = {
  readonly memoryLimitMb: number
  readonly threads: number
  /** Statements that may compute at the same moment. Each takes one of libuv's threads while it does. */
  readonly slots: number
  /** Where sorts and aggregates beyond the memory limit spill. */
  readonly temporaryFolder: string
  readonly folders: readonly string[]
  readonly files?: readonly string[]
  /** Keeps the order of rows, at some cost: where rows are named by their number. */
  readonly keepsOrder?: boolean
}

export type StatementRun = {
  /** Subject of the sentence in an error. */
  readonly what: string
  readonly sql: string
  readonly bound?: BoundParameters
  readonly signal?: AbortSignal | undefined
}

export type StreamedChunk = { readonly names: readonly string[]; readonly chunk: DuckDBDataChunk }

/** One in-memory DuckDB that can read and write nothing but the folders and files it was given. */
export class Engine {
  readonly #instance: DuckDBInstance
  readonly #slots: Slots
  readonly #functions = new DefinedFunctions()

  private constructor(instance: DuckDBInstance, slots: number) {
    this.#instance = instance
    this.#slots = new Slots(slots)
  }

  static async open(options: EngineOptions): Promise<Engine> {
    await mkdir(options.temporaryFolder, { recursive: true })
    const instance = await DuckDBInstance.create(':memory:', {
      memory_limit: `${options.memoryLimitMb}MiB`,
      threads: String(options.threads),
      temp_directory: options.temporaryFolder,
      preserve_insertion_order: String(options.keepsOrder ?? false),
      autoload_known_extensions: 'false',
      autoinstall_known_extensions: 'false',
      allow_community_extensions: 'false',
    })
    const connection = await instance.connect()
    // Last, and in this order: afterwards neither can be loosened again.
    for (const statement of [
      "SET GLOBAL TimeZone = 'UTC'",
      `SET GLOBAL allowed_directories = [${options.folders.map(quote).join(', ')}]`,
      `SET GLOBAL allowed_paths = [${(options.files ?? []).map(quote).join(', ')}]`,
      'SET GLOBAL enable_external_access = false',
      'SET GLOBAL lock_configuration = true',
    ]) {
      await connection.run(statement)
    }
    connection.disconnectSync()
    return new Engine(instance, options.slots)
  }

  /** Runs work on a connection of its own; aborting interrupts whatever runs on it. */
  async use<Result>(
    signal: AbortSignal | undefined,
    work: (session: Session) => Promise<Result>,
  ): Promise<Result> {
    const connection = await this.#instance.connect()
    const interrupt = (): void => connection.interrupt()
    signal?.addEventListener('abort', interrupt)
    try {
      return await work(new Session(connection, this.#slots, this.#functions))
    } finally {
      signal?.removeEventListener('abort', interrupt)
      connection.disconnectSync()
    }
  }

  /**
   * Streams a result chunk by chunk; a slot is held only while chunks are computed, not while they are consumed.
   * A small result is started, computed and ended in one turn: what is left open keeps its memory while it waits.
   */
  async *stream(run: StatementRun): AsyncGenerator<StreamedChunk> {
    const { signal } = run
    const connection = await this.#instance.connect()
    const interrupt = (): void => connection.interrupt()
    signal?.addEventListener('abort', interrupt)
    try {
      signal?.throwIfAborted()
      const { result, first } = await this.#slots.run(async () => {
        await this.#functions.define(connection, run.sql)
        await setParameters(connection, run.bound)
        const started = await connection.stream(run.sql)
        return { result: started, first: await fetchChunks(started) }
      })
      const names = result.columnNames()
      for (let turn = first; ; turn = await this.#slots.run(() => fetchChunks(result))) {
        for (const chunk of turn.chunks) yield { names, chunk }
        if (turn.ended) return
        signal?.throwIfAborted()
      }
    } catch (error) {
      throw toAppError(error, run)
    } finally {
      signal?.removeEventListener('abort', interrupt)
      connection.disconnectSync()
    }
  }

  close(): void {
    this.#instance.closeSync()
  }
}

/** A full chunk may be the last one; the next says so. */
const CHUNKS_PER_TURN = 2

async function fetchChunks(
  result: DuckDBResult,
): Promise<{ readonly chunks: readonly DuckDBDataChunk[]; readonly ended: boolean }> {
  const chunks: DuckDBDataChunk[] = []
  while (chunks.length < CHUNKS_PER_TURN) {
    const chunk = await result.fetchChunk()
    if (chunk === null || chunk.rowCount === 0) return { chunks, ended: true }
    chunks.push(chunk)
  }
  return { chunks, ended: false }
}

/** A connection in use. */
export class Session {
  readonly connection: DuckDBConnection
  readonly #slots: Slots
  readonly #functions: DefinedFunctions

  constructor(connection: DuckDBConnection, slots: Slots, functions: DefinedFunctions) {
    this.connection = connection
    this.#slots = slots
    this.#functions = functions
  }

  /** All rows of a small result, cells as DuckDB's JSON form. */
  async rows(run: StatementRun): Promise<Record<string, unknown>[]> {
    try {
      run.signal?.throwIfAborted()
      const reader = await this.#slots.run(async () => {
        await this.#prepare(run)
        return this.connection.runAndReadAll(run.sql)
      })
      return reader.getRowObjectsJson()
    } catch (error) {
      throw toAppError(error, run)
    }
  }

  /** Names and engine types of a query's columns. */
  async describe(run: StatementRun): Promise<SourceColumn[]> {
    try {
      run.signal?.throwIfAborted()
      const result = await this.#slots.run(async () => {
        await this.#prepare(run)
        return this.connection.run(`SELECT * FROM (${run.sql}) LIMIT 0`)
      })
      const types = result.columnTypes()
      return result.columnNames().map((name, index) => ({ name, type: String(types[index]) }))
    } catch (error) {
      throw toAppError(error, run)
    }
  }

  async #prepare(run: StatementRun): Promise<void> {
    await this.#functions.define(this.connection, run.sql)
    await setParameters(this.connection, run.bound)
  }
}

export type SourceColumn = { readonly name: string; readonly type: string }

function quote(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
