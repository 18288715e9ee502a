import pg from 'pg'
import type { Database, Sql, SqlParameter, SqlRow, Transaction } from '@cloudact/core/ports/sql'
import type { Logger } from '@cloudact/core/ports/logger'
import { toParameterTexts } from './parameters.ts'
import { PostgresListener } from './postgres-listener.ts'
import { TYPE, keepText, parseBytea, parsePlainArray } from './types.ts'

export type PostgresOptions = {
  readonly url: string
  /** Connections of this process at most. Default 10. */
  readonly poolSize?: number
  readonly log?: Logger
}

const types = new pg.TypeOverrides()
for (const id of [TYPE.int8, TYPE.numeric, TYPE.date]) types.setTypeParser(id, keepText)
for (const id of [TYPE.int8Array, TYPE.numericArray, TYPE.dateArray]) types.setTypeParser(id, parsePlainArray)
types.setTypeParser(TYPE.bytea, parseBytea)

/** Opens a pool on a PostgreSQL server, version 15 or newer. Throws what the driver throws when it cannot connect. */
export async function openPostgres(options: PostgresOptions): Promise<Database> {
  const connection: pg.ClientConfig = {
    connectionString: options.url,
    types,
    options: '-c search_path=organizations,public -c timezone=UTC',
    connectionTimeoutMillis: 10_000,
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

  return {
    kind: 'postgres',
    query: (text, parameters) => sql.query(text, parameters),
    async transaction<Result>(work: (tx: Transaction) => Promise<Result>): Promise<Result> {
      const client = await pool.connect()
      let broken: Error | undefined
      try {
        await client.query('BEGIN')
        const result = await work({ ...sqlOf(client), inTransaction: true })
        const { command } = await client.query('COMMIT')
        if (command !== 'COMMIT')
          throw new Error('The transaction was rolled back because one of its statements had failed.')
        return result
      } catch (error) {
        await client.query('ROLLBACK').catch((failure: unknown) => {
          broken = failure instanceof Error ? failure : new Error(String(failure))
        })
        throw error
      } finally {
        client.release(broken)
      }
    },
    listen: (channel, listen) => listener.listen(channel, listen),
    async close(): Promise<void> {
      await listener.close()
      await pool.end()
    },
  }
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
