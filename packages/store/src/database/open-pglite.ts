import { constants } from 'node:fs'
import { cp } from 'node:fs/promises'
import { PGlite, type Transaction as PgliteTransaction } from '@electric-sql/pglite'
import type { Database, Sql, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import { DurableFolder } from './durable-folder.ts'
import { LoopShare } from './loop-share.ts'
import { toParameterTexts } from './parameters.ts'
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

/** Parameters are text already; PGlite must not convert them by the type it finds. */
const TEXT_AS_IS = new Proxy<Record<number, (value: string) => string>>(
  {},
  { get: () => keepText, has: () => true },
)
const QUERY_OPTIONS = { serializers: TEXT_AS_IS }

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
  const share = new LoopShare()

  async function transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    scope?: string,
  ): Promise<Result> {
    const result = await pglite.transaction(async (tx) => {
      if (scope !== undefined) await tx.exec(scope)
      return work({
        inTransaction: true,
        async query<Row extends SqlRow>(
          text: string,
          parameters: readonly SqlParameter[] = [],
        ): Promise<Row[]> {
          await share.turn()
          return run<Row>(tx, text, parameters)
        },
      })
    })
    await durable()
    return result
  }

  const whole: Database = {
    kind: 'pglite',
    async query<Row extends SqlRow>(text: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
      await share.turn()
      const rows = await run<Row>(pglite, text, parameters)
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
      const stop = await pglite.listen(channel, (payload) => queueMicrotask(() => listener(payload)))
      return () => stop()
    },
    close: () => pglite.close(),
  }
  return whole
}

/** Without parameters the text may hold several statements, as it may on PostgreSQL; their rows come one after the other. */
async function run<Row extends SqlRow>(
  on: PGlite | PgliteTransaction,
  text: string,
  parameters: readonly SqlParameter[],
): Promise<Row[]> {
  if (parameters.length > 0)
    return (await on.query<Row>(text, toParameterTexts(parameters), QUERY_OPTIONS)).rows
  const results = await on.exec(text, QUERY_OPTIONS)
  return results.flatMap((result) => result.rows as Row[])
}
