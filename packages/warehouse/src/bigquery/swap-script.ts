import type { TimeZone } from '@cloudact/core/time-zone'
import type { LakeTable } from '../lake/lake-table.ts'
import { bigqueryIdentifier, bigqueryTable, rollupTable, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import { previousTable, rollupNames, rollupSelect } from './create-table.ts'

/** A table and the staging table with the new rows of its slices; without one the slices are withdrawn. */
export type Swap = { readonly table: LakeTable; readonly staging?: string }

/**
 * One script that replaces slices of some tables, with their rollups and predecessors, or leaves everything as it was.
 * `@slices` are the ids of the slices; an id belongs to one table only. Rollups count days in the zone. `checks` are
 * statements that see the tables as they are before the commit and fail when it must not be.
 */
export function swapScript(
  dataset: string,
  swaps: readonly Swap[],
  timeZone: TimeZone,
  checks: readonly string[] = [],
): string {
  const statements = [...swaps.flatMap((swap) => statementsOf(dataset, swap, timeZone)), ...checks]
  const body = statements.map((statement) => `${statement};`).join('\n')
  return `BEGIN\nBEGIN TRANSACTION;\n${body}\nCOMMIT TRANSACTION;\nEXCEPTION WHEN ERROR THEN\nROLLBACK TRANSACTION;\nRAISE;\nEND;`
}

const WHERE = ` WHERE ${SLICE_COLUMN} IN UNNEST(@slices)`

function statementsOf(dataset: string, { table, staging }: Swap, timeZone: TimeZone): string[] {
  const name = bigqueryTable(dataset, table.name)
  const previous = bigqueryTable(dataset, previousTable(table.name))
  const rollup = bigqueryTable(dataset, rollupTable(table.name))
  const columns = [...table.columns.map((column) => column.name), SLICE_COLUMN]
    .map(bigqueryIdentifier)
    .join(', ')
  const schema = table.definition
  const hasRollup = schema.rollup !== undefined
  return [
    `DELETE FROM ${previous}${WHERE}`,
    `INSERT INTO ${previous} (${columns})\nSELECT ${columns} FROM ${name}${WHERE}`,
    `DELETE FROM ${name}${WHERE}`,
    ...(hasRollup ? [`DELETE FROM ${rollup}${WHERE}`] : []),
    ...(staging === undefined
      ? []
      : [
          `INSERT INTO ${name} (${columns})\nSELECT ${storedColumns(table)} FROM ${bigqueryTable(dataset, staging)}${WHERE}`,
          ...(hasRollup
            ? [
                `INSERT INTO ${rollup} (${rollupNames(schema).map(bigqueryIdentifier).join(', ')})\n${rollupSelect(dataset, schema, timeZone, { where: WHERE })}`,
              ]
            : []),
        ]),
  ]
}

/** The columns of staged rows as a table stores them, its slice last. */
export function storedColumns({ columns }: LakeTable): string {
  const list = columns.map(({ name, type }) =>
    type === 'decimal' ? `CAST(${bigqueryIdentifier(name)} AS BIGNUMERIC)` : bigqueryIdentifier(name),
  )
  return [...list, SLICE_COLUMN].join(', ')
}
