import type { Row, Statement } from '@cloudact/core/ports/warehouse'
import { bindParameters } from '../lake/bind-parameters.ts'
import type { SourceColumn } from '../lake/engine.ts'
import type { LakeTable } from '../lake/lake-table.ts'
import { rollupColumns } from '../lake/rollup-sql.ts'
import { typedSelect } from '../lake/typed-select.ts'
import { duckdbDialect, duckdbIdentifier, duckdbType } from '../sql/duckdb-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { findTables } from './catalog/find-tables.ts'

export type DescribedStatement = {
  readonly columns: readonly SourceColumn[]
  readonly parameters: readonly string[]
  /** Tables whose rows or rollups it reads. */
  readonly tables: readonly string[]
}

/**
 * Columns a SELECT yields, as the lake's engine types them over empty tables. Typing is done there for both warehouses,
 * so what one refuses the other refuses with the same words: a float into a decimal, a raw product, a column the target
 * does not have.
 */
export async function describeSelect(
  warehouse: OrgBigQuery,
  target: LakeTable,
  statement: Statement,
  stamp: Row,
  what: string,
  signal: AbortSignal | undefined,
): Promise<DescribedStatement> {
  const described = await describeStatement(warehouse, statement, what, signal)
  typedSelect(target, { sql: described.sql, columns: described.columns, what }, stamp)
  return described
}

/** The same for rows that no table has to hold. */
export async function describeStatement(
  warehouse: OrgBigQuery,
  statement: Statement,
  what: string,
  signal: AbortSignal | undefined,
): Promise<DescribedStatement & { readonly sql: string }> {
  const used = await warehouse.guard.check(statement.sql, what)
  const bound = bindParameters(used.parameters, statement.parameters ?? {})
  const names = [...used.tables, ...used.rollups]
  const tables = await findTables(warehouse.database, warehouse.org, names)
  const dialect = duckdbDialect({
    table: (name) => emptyRelation(tables.get(name)?.columns ?? []),
    rollup: (name) => {
      const rollup = tables.get(name)?.definition.rollup
      return emptyRelation(rollup === undefined ? [] : rollupColumns(rollup))
    },
    source: () => 'source',
  })
  const { text: sql } = renderSql(statement.sql, dialect)
  const columns = await warehouse.engine.use(signal, (session) =>
    session.describe({ what, sql, bound, signal }),
  )
  return { columns, parameters: used.parameters, tables: names, sql }
}

function emptyRelation(columns: readonly Parameters<typeof emptyColumn>[0][]): string {
  return `(SELECT ${columns.map(emptyColumn).join(', ')} WHERE false)`
}

function emptyColumn({
  name,
  type,
}: LakeTable['columns'][number] | { name: string; type: LakeTable['columns'][number]['type'] }): string {
  return `CAST(NULL AS ${duckdbType(type)}) AS ${duckdbIdentifier(name)}`
}
