import { DuckDBInstance } from '@duckdb/node-api'
import { bindParameters } from '../lake/bind-parameters.ts'
import { setParameters } from '../lake/set-parameters.ts'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { duckdbFunctions } from '../sql/macros.ts'
import { renderSql } from '../sql/render-sql.ts'

export type MacroDatabase = {
  /** Runs a statement of the shared subset; every cell as text, NULL as null. */
  rows(sql: string, parameters?: Record<string, string>): Promise<(string | null)[][]>
  /** The one cell of `SELECT {{expression}}`. */
  value(expression: string): Promise<string | null>
  close(): void
}

/** A DuckDB with the functions the rendered SQL calls, and nothing else. */
export async function openMacroDatabase(): Promise<MacroDatabase> {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' })
  const connection = await instance.connect()
  await connection.run("SET TimeZone = 'UTC'")
  for (const statement of duckdbFunctions) await connection.run(statement)
  const rows = async (sql: string, parameters: Record<string, string> = {}): Promise<(string | null)[][]> => {
    await setParameters(connection, bindParameters(Object.keys(parameters), parameters))
    const reader = await connection.runAndReadAll(renderSql(sql, duckdbDialect()).text)
    return reader.getRows().map((row) => row.map((cell) => (cell === null ? null : String(cell))))
  }
  return {
    rows,
    async value(expression) {
      return (await rows(`SELECT ${expression}`))[0]?.[0] ?? null
    },
    close() {
      connection.disconnectSync()
      instance.closeSync()
    },
  }
}
