import { constants } from 'node:fs'
import { cp } from 'node:fs/promises'
import { PGlite } from '@electric-sql/pglite'
import type { Database, Sql, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import { DurableFolder } from './durable-folder.ts'
import { LoopShare } from './loop-share.ts'
import { PgliteSession } from './pglite-session.ts'
import { tenantDatabase, tenantScope } from './tenant-scope.ts'
import { TYPE, keepText, parseBytea, parsePlainArray } from './types.ts'

/** Without a folder the database lives in memory and is as durable as the process. */
export type PgliteOptions = {
  readonly folder?: string
  /** A dumped data folder to start from instead of an empty one. */
  readonly template?: Blob
}

/** A database that lives in a folder of this process's own, which therefore only this process can copy. */
export type EmbeddedDatabase = Database & {
  /**
   * Copies the data folder to `target`, which must not exist, as of one moment, and returns what `read` found in the
   * database at that same moment. Everyone else waits meanwhile. The copy opens like a folder after a power cut.
   */
  copyTo<Result>(target: string, read: (sql: Sql) => Promise<Result>): Promise<Result>
}

const PARSERS = {
  [TYPE.int8]: keepText,
  [TYPE.numeric]: keepText,
  [TYPE.date]: keepText,
  [TYPE.bytea]: parseBytea,
  [TYPE.int8Array]: parsePlainArray,
  [TYPE.numericArray]: parsePlainArray,
  [TYPE.dateArray]: parsePlainArray,
}

const SESSION = `SET search_path TO organizations, public; SET timezone TO 'UTC'`

export function openPglite(options: PgliteOptions & { readonly folder: string }): Promise<EmbeddedDatabase>
export function openPglite(options?: PgliteOptions): Promise<Database>
/**
 * Opens PostgreSQL in this process. It has one connection: a transaction keeps everyone else waiting. One process at
 * a time may open a folder; the caller holds `lockDataFolder`.
 */
export async function openPglite(options: PgliteOptions = {}): Promise<Database | EmbeddedDatabase> {
  const template = options.template === undefined ? {} : { loadDataDir: options.template }
  if (options.folder === undefined) return openPgliteOn(await PGlite.create(template))
  const path = options.folder
  const folder = new DurableFolder(path)
  const startParams = folder.startParams(PGlite.defaultStartParams)
  const pglite = await PGlite.create({ ...template, fs: folder, startParams })
  const database = await openPgliteOn(pglite, () => folder.durable())
  return {
    ...database,
    async copyTo(target, read) {
      // Short of WAL to replay when the copy is opened.
      await database.query('CHECKPOINT')
      // Nothing is written while this transaction has the only connection: that makes it one moment.
      return database.transaction(async (tx) => {
        const found = await read(tx)
        await cp(path, target, { recursive: true, errorOnExist: true, mode: constants.COPYFILE_FICLONE })
        return found
      })
    },
  }
}

/** `durable` resolves when everything committed so far would survive a power cut. */
export async function openPgliteOn(
  pglite: PGlite,
  durable: () => Promise<void> = async () => {},
): Promise<Database> {
  // Not as an option of each query: PGlite would copy its whole table of parsers every time.
  Object.assign(pglite.parsers, PARSERS)
  await pglite.exec(SESSION)
  const session = new PgliteSession(pglite)
  const share = new LoopShare()

  async function statement<Row extends SqlRow>(
    text: string,
    parameters: readonly SqlParameter[] = [],
  ): Promise<Row[]> {
    await share.turn()
    return parameters.length > 0 ? session.query<Row>(text, parameters) : session.run<Row>(text)
  }

  async function transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    scope?: string,
  ): Promise<Result> {
    const result = await session.exclusive(async () => {
      await session.run(scope === undefined ? 'BEGIN' : `BEGIN; ${scope}`)
      try {
        const done = await work({ inTransaction: true, query: statement })
        await session.commit()
        return done
      } catch (error) {
        await session.run('ROLLBACK')
        throw error
      }
    })
    await durable()
    return result
  }

  const whole: Database = {
    kind: 'pglite',
    async query<Row extends SqlRow>(text: string, parameters?: readonly SqlParameter[]): Promise<Row[]> {
      const rows = await session.exclusive(() => statement<Row>(text, parameters))
      await durable()
      return rows
    },
    transaction: (work) => transaction(work),
    forOrg(org) {
      const scope = tenantScope(org)
      return tenantDatabase(whole, org, {
        query: (text, parameters) => transaction((tx) => tx.query(text, parameters), scope),
        transaction: (work) => transaction(work, scope),
      })
    },
    async listen(channel: string, listener: (payload: string) => void): Promise<() => Promise<void>> {
      const stop = await session.exclusive(() =>
        pglite.listen(channel, (payload) => queueMicrotask(() => listener(payload))),
      )
      return () => session.exclusive(() => stop())
    },
    close: () => session.exclusive(() => pglite.close()),
  }
  return whole
}
