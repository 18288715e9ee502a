import { AppError } from '@cloudact/core/errors'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Statement } from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'
import { bigqueryDialect, bigqueryIdentifier, ownColumns } from '../sql/bigquery-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { findTables, type BigQueryTable } from './catalog/find-tables.ts'
import { rollupNames, rollupSelect } from './create-table.ts'
import { queryParameters, type QueryParameter } from './jobs/query-parameters.ts'

export type PreparedQuery = {
  readonly sql: string
  readonly parameters: readonly QueryParameter[]
}

/** How a statement is read when it is not a query of its own over what is committed. */
export type QueryView = {
  /** Where the catalog is read. Default: the control plane's database. */
  readonly catalog?: Sql
  /** Put before every name of a parameter, when statements share a request. */
  readonly prefix?: string
  /** Rows of a table, with their slices, instead of the table's own. Undefined: those. */
  readonly rows?: (table: BigQueryTable) => string | undefined
}

/**
 * A checked SELECT bound to the organization's dataset. Throws `config_invalid` for what the shared subset does not
 * allow, `not_found` for a table the organization does not have and `conflict` for days of another time zone.
 */
export async function prepareQuery(
  warehouse: OrgBigQuery,
  statement: Statement,
  what: string,
  { catalog = warehouse.database, prefix = '', rows = () => undefined }: QueryView = {},
): Promise<PreparedQuery> {
  const used = await warehouse.guard.check(statement.sql, what)
  const parameters = queryParameters(used.parameters, statement.parameters ?? {})
  const tables = await findTables(catalog, warehouse.org, [...used.tables, ...used.rollups])
  const timeZone = [...tables.values()][0]?.timeZone ?? UTC
  if (statement.timeZone !== undefined && tables.size > 0 && statement.timeZone !== timeZone) {
    throw new AppError(
      'conflict',
      `Days are counted in ${timeZone} by now, no longer in ${statement.timeZone}. Ask again.`,
    )
  }
  const dialect = bigqueryDialect(warehouse.dataset, undefined, timeZone)
  const { text } = renderSql(statement.sql, {
    ...dialect,
    parameter: (name) => dialect.parameter(`${prefix}${name}`),
    relations: {
      ...dialect.relations,
      table: (name) => {
        const table = tables.get(name)
        const from = table && rows(table)
        return from === undefined ? dialect.relations.table(name) : ownColumns(from)
      },
      rollup: (name) => {
        const table = tables.get(name)
        const from = table && rows(table)
        return table !== undefined && (table.rollupStale || from !== undefined)
          ? freshRollup(warehouse.dataset, table, from)
          : dialect.relations.rollup(name)
      },
    },
  })
  return {
    sql: text,
    parameters: parameters.map((parameter) => ({ ...parameter, name: `${prefix}${parameter.name}` })),
  }
}

/** What the rollup table will hold when it has been made anew. */
function freshRollup(
  dataset: string,
  { definition, timeZone }: BigQueryTable,
  from: string | undefined,
): string {
  const names = rollupNames(definition, 'own').map(bigqueryIdentifier).join(', ')
  return `(SELECT ${names} FROM (${rollupSelect(dataset, definition, timeZone, { from })}))`
}
