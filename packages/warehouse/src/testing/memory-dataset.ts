import type { Dataset } from '@cloudact/core/ports/dataset'
import { DuckDBInstance } from '@duckdb/node-api'
import { bindParameters } from '../lake/bind-parameters.ts'
import { setParameters } from '../lake/set-parameters.ts'
import { duckdbIdentifier } from '../sql/duckdb-dialect.ts'

export type MemoryRow = Readonly<Record<string, string | null>>

/**
 * A dataset of the given rows. A column has the type `types` gives it, else text; with `types` absent the dataset is
 * one without types, as CSV is.
 */
export async function memoryDataset(
  rows: readonly MemoryRow[],
  types?: Readonly<Record<string, string>>,
): Promise<Dataset & { close(): void }> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  const names = [...new Set(rows.flatMap((row) => Object.keys(row)))]
  const columns = names.map((name) => ({ name, type: types?.[name] ?? 'VARCHAR' }))
  const declared = columns.map(({ name, type }) => `${duckdbIdentifier(name)} ${type}`)
  await connection.run(`CREATE TABLE dataset (${declared.join(', ')})`)
  const places = names.map((_, index) => `$${index + 1}`)
  for (const row of rows)
    await connection.run(
      `INSERT INTO dataset VALUES (${places.join(', ')})`,
      names.map((name) => row[name] ?? null),
    )
  return {
    columns,
    isTyped: types !== undefined,
    relation: 'dataset',
    rowNumber: '(rowid + 1)',
    async rows(sql, parameters) {
      await setParameters(connection, bindParameters(Object.keys(parameters), parameters))
      const reader = await connection.runAndReadAll(sql)
      return reader.getRowObjectsJson()
    },
    close() {
      connection.disconnectSync()
      instance.closeSync()
    },
  }
}
