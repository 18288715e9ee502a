import { DuckDBInstance } from '@duckdb/node-api'
import { duckdbIdentifier, duckdbString } from '../sql/duckdb-dialect.ts'
import type { MemoryRow } from './memory-dataset.ts'

/** Writes rows as Parquet, columns of the types given and else text. Throws for a value that does not fit its type. */
export async function writeParquet(
  file: string,
  rows: readonly MemoryRow[],
  types: Readonly<Record<string, string>>,
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  try {
    await connection.run("SET TimeZone = 'UTC'")
    const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
    const columns = names.map((name) => `${duckdbIdentifier(name)} ${types[name] ?? 'VARCHAR'}`)
    await connection.run(`CREATE TABLE written (${columns.join(', ')})`)
    const places = names.map((name, index) => `CAST($${index + 1} AS ${types[name] ?? 'VARCHAR'})`)
    for (const row of rows)
      await connection.run(
        `INSERT INTO written VALUES (${places.join(', ')})`,
        names.map((name) => row[name] ?? null),
      )
    await connection.run(`COPY written TO ${duckdbString(file)} (FORMAT parquet)`)
  } finally {
    connection.disconnectSync()
    instance.closeSync()
  }
}
