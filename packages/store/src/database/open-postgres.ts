import pg from 'pg'
import type { Database, Sql, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import type { Logger } from '@cloudact/core/ports/logger'
import { toParameterTexts } from './parameters.ts'
import { PacketClient } from './packet-client.ts'
import { PostgresListener } from './postgres-listener.ts'
import { assertCommitted, StatementLanes } from './statement-lanes.ts'
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

/** Share of the connections that single statements of organizations may hold; the rest is for transactions. */
const LANES = 0.4

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
  const size = options.poolSize ?? 10
  const pool = new pg.Pool({ ...connection, Client: PacketClient, max: size })
  const lanes = new StatementLanes(pool, Math.max(1, Math.floor(size * LANES)))
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

  const whole: Database = {
    kind: 'postgres',
    query: (text, parameters) => sql.query(text, parameters),
    transaction: (work) => transaction(work),
    forOrg(org) {
      const scope = tenantScope(org)
      return tenantDatabase(whole, org, {
        query: <Row extends SqlRow>(text: string, parameters?: readonly SqlParameter[]) =>
          lanes.run(`BEGIN;${scope}`, (client) => sqlOf(client).query<Row>(text, parameters)),
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
