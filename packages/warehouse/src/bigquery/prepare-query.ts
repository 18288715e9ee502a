import { AppError } from '@cloudact/core/errors'
import type { Statement } from '@cloudact/core/ports/warehouse'
import { UTC } from '@cloudact/core/time-zone'
import { bigqueryDialect, bigqueryIdentifier } from '../sql/bigquery-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { findTables, type BigQueryTable } from './catalog/find-tables.ts'
import { rollupNames, rollupSelect } from './create-table.ts'
import { queryParameters, type QueryParameter } from './jobs/query-parameters.ts'

export type PreparedQuery = {
  readonly sql: string
  readonly parameters: readonly QueryParameter[]
}

/**
 * A checked SELECT bound to the organization's dataset. Throws `config_invalid` for what the shared subset does not
 * allow, `not_found` for a table the organization does not have and `conflict` for days of another time zone.
 */
export async function prepareQuery(
  warehouse: OrgBigQuery,
  statement: Statement,
  what: string,
): Promise<PreparedQuery> {
  const used = await warehouse.guard.check(statement.sql, what)
  const parameters = queryParameters(used.parameters, statement.parameters ?? {})
  const tables = await findTables(warehouse.database, warehouse.org, [...used.tables, ...used.rollups])
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
    relations: {
      ...dialect.relations,
      rollup: (name) => {
        const table = tables.get(name)
        return table?.rollupStale === true
          ? freshRollup(warehouse.dataset, table)
          : dialect.relations.rollup(name)
      },
    },
  })
  return { sql: text, parameters }
}

/** What the rollup table will hold when it has been made anew. */
function freshRollup(dataset: string, { definition, timeZone }: BigQueryTable): string {
  const names = rollupNames(definition, 'own').map(bigqueryIdentifier).join(', ')
  return `(SELECT ${names} FROM (${rollupSelect(dataset, definition, timeZone)}))`
}
