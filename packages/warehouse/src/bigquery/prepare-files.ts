import { resolve } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { SourceFiles } from '@cloudact/core/ports/warehouse'
import { bindParameters, type BoundParameters } from '../lake/bind-parameters.ts'
import { sourceRelation } from '../lake/source-files.ts'
import { duckdbDialect } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import type { OrgBigQuery } from './bigquery-context.ts'

/** The SELECT over fetched files as it runs here, before anything is sent: it may read nothing but the files. */
export async function prepareFiles(
  warehouse: OrgBigQuery,
  files: SourceFiles,
  what: string,
  signal: AbortSignal | undefined,
): Promise<{ readonly paths: readonly string[]; readonly sql: string; readonly bound: BoundParameters }> {
  const used = await warehouse.guard.check(files.select, what)
  if (used.tables.length + used.rollups.length > 0) {
    throw new AppError(
      'config_invalid',
      `${what} reads tables beside {{source}}. Load the files first and read them by a second step.`,
    )
  }
  const paths = files.paths.map((path) => resolve(path))
  const source = await sourceRelation({ ...files, paths }, signal)
  const bound = bindParameters(used.parameters, files.parameters ?? {})
  const { text: sql } = renderSql(
    files.select,
    duckdbDialect({ ...duckdbDialect().relations, source: () => source }),
  )
  return { paths, sql, bound }
}
