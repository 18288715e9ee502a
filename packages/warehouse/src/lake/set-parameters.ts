import type { DuckDBConnection } from '@duckdb/node-api'
import { duckdbIdentifier } from '../sql/duckdb-dialect.ts'
import type { BoundParameters } from './bind-parameters.ts'

/**
 * Gives a connection the values that statements read as `getvariable('name')`: planning takes them for the constants
 * they are. As parameters of a prepared statement they would have every statement that reads files planned twice, once
 * to prepare it and once to run it, and planning is most of the time of a small one.
 */
export async function setParameters(
  connection: DuckDBConnection,
  bound: BoundParameters | undefined,
): Promise<void> {
  for (const [name, { value, type }] of bound ?? []) {
    // The cast keeps the type of a NULL.
    const typed = `CAST($1 AS ${String(type)})`
    await connection.run(`SET VARIABLE ${duckdbIdentifier(name)} = ${typed}`, [value], [type])
  }
}
