import type { Database, Sql, SqlParameter } from '@cloudact/core/ports/sql'
import type { Db } from 'pg-boss'

/** pg-boss's view of our database: its statements run on our connections, or inside our open transaction. */
export function bossDatabase(database: Database): Db {
  return {
    executeSql(text, values) {
      // A script with its own BEGIN … COMMIT: the transaction around it cleans up should it fail half-way.
      if (values === undefined || values.length === 0) {
        return database.transaction(async (tx) => ({ rows: await tx.query(text) }))
      }
      return executeOn(database, text, values)
    },
  }
}

export function bossTransaction(tx: Sql): Db {
  return { executeSql: (text, values) => executeOn(tx, text, values ?? []) }
}

async function executeOn(sql: Sql, text: string, values: readonly unknown[]): Promise<{ rows: unknown[] }> {
  return { rows: await sql.query(text, values.map(toParameter)) }
}

function toParameter(value: unknown): SqlParameter {
  if (value === null || value === undefined) return null
  if (
    typeof value === 'string' ||
    typeof value === 'number' ||
    typeof value === 'bigint' ||
    typeof value === 'boolean'
  )
    return value
  if (value instanceof Date) return value
  if (Array.isArray(value)) return value.map(String)
  return JSON.stringify(value)
}
