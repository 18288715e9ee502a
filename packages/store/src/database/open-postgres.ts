import pg from 'pg'
import type { Database, Sql, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import type { Logger } from '@cloudact/core/ports/logger'
import { toParameterTexts } from './parameters.ts'
import { PostgresListener } from './postgres-listener.ts'
import { tenantDatabase, tenantScope } from './tenant-scope.ts'
import { TYPE, keepText, parseBytea, parsePlainArray } from './types.ts'

export type PostgresOptions = {
  readonly url: string
  /** Connections of this process at most. Default 10. */
  readonly poolSize?: number
  readonly log?: Logger
}

/** For one statement, and for an open transaction of a process that has gone silent. Nothing here takes that long. */
const TIMEOUT = '60s'

const types = new pg.TypeOverrides()
for (const id of [TYPE.int8, TYPE.numeric, TYPE.date]) types.setTypeParser(id, keepText)
for (const id of [TYPE.int8Array, TYPE.numericArray, TYPE.dateArray]) types.setTypeParser(id, parsePlainArray)
types.setTypeParser(TYPE.bytea, parseBytea)

/** Opens a pool on a PostgreSQL server, version 15 or newer. Throws what the driver throws when it cannot connect. */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const connection: pg.ClientConfig = {
    connectionString: options.url,
    types,
    options: `-c search_path=organizations,public -c timezone=UTC -c statement_timeout=${TIMEOUT} -c idle_in_transaction_session_timeout=${TIMEOUT}`,
    connectionTimeoutMillis: 10_000,
    pipeline: true,
    application_name: 'cloudact',
  }
  const pool = new pg.Pool({ ...connection, max: options.poolSize ?? 10 })
  pool.on('error', (error) =>
    options.log?.warn({ error: error.message }, 'An idle database connection was lost'),
  )
  const listener = new PostgresListener(() => new pg.Client({ ...connection, keepAlive: true }), options.log)
  const sql = sqlOf(pool)
  await sql.query('SELECT 1').catch(async (error: unknown) => {
    await pool.end()
    throw error
  })

  /** `scope` is in force before `work` begins and ends with the transaction. */
  async function transaction<Result>(
    work: (tx: Transaction) => Promise<Result>,
    scope = '',
  ): Promise<Result> {
    const client = await pool.connect()
    let broken: Error | undefined
    try {
      await client.query(`BEGIN;${scope}`)
      const result = await work({ ...sqlOf(client), inTransaction: true })
      assertCommitted(await client.query('COMMIT'))
      return result
    } catch (error) {
      await client.query('ROLLBACK').catch((failure: unknown) => {
        broken = failure instanceof Error ? failure : new Error(String(failure))
      })
      throw error
    } finally {
      client.release(broken)
    }
  }

  /** The same for a single statement, sent with what begins and ends its transaction in one go. */
  async function queryWithin<Row extends SqlRow>(
    scope: string,
    text: string,
    parameters?: readonly SqlParameter[],
  ): Promise<Row[]> {
    const client = await pool.connect()
    // Should the first fail, its transaction has failed with it and the server refuses the second.
    const [begun, answered, ended] = await Promise.allSettled([
      client.query(`BEGIN;${scope}`),
      sqlOf(client).query<Row>(text, parameters),
      client.query('COMMIT'),
    ])
    client.release(ended.status === 'rejected' ? true : undefined)
    if (begun.status === 'rejected') throw begun.reason
    if (answered.status === 'rejected') throw answered.reason
    if (ended.status === 'rejected') throw ended.reason
    assertCommitted(ended.value)
    return answered.value
  }

  const whole: Database = {
    kind: 'postgres',
    query: (text, parameters) => sql.query(text, parameters),
    transaction: (work) => transaction(work),
    forOrg(org) {
      const scope = tenantScope(org)
      return tenantDatabase(whole, org, {
        query: (text, parameters) => queryWithin(scope, text, parameters),
        transaction: (work) => transaction(work, scope),
      })
    },
    listen: (channel, listen) => listener.listen(channel, listen),
    async close(): Promise<void> {
      await listener.close()
      await pool.end()
    },
  }
  return whole
}

function assertCommitted({ command }: pg.QueryResult): void {
  if (command !== 'COMMIT')
    throw new Error('The transaction was rolled back because one of its statements had failed.')
}

function sqlOf(client: pg.Pool | pg.PoolClient): Sql {
  return {
    async query<Row extends SqlRow>(text: string, parameters: readonly SqlParameter[] = []): Promise<Row[]> {
      const result: unknown = await client.query<Row>(text, toParameterTexts(parameters))
      // Without parameters the text may hold several statements; the driver then answers with one result for each.
      const results = Array.isArray(result)
        ? (result as pg.QueryResult<Row>[])
        : [result as pg.QueryResult<Row>]
      return results.flatMap((each) => each.rows)
    },
  }
}
