import type { Column, RollupColumn, TableSchema } from '@cloudact/core/ports/warehouse'
import { bigqueryIdentifier, bigqueryString, bigqueryTable, bigqueryType } from '../sql/bigquery-dialect.ts'

/** Text columns of the slice key that a table lacks otherwise; the lake keeps them in its catalog. */
export const SLICE_KEY = [
  'x_slice_pipeline_id',
  'x_slice_credential_id',
  'x_slice_account_id',
  'x_slice_period',
] as const

/** BigQuery clusters by at most four columns. */
const CLUSTER_LIMIT = 4

/** DDL that creates a table of a dataset, partitioned and clustered as its schema says. */
export function createTable(dataset: string, schema: TableSchema): string {
  const columns = [
    ...schema.columns.map(definition),
    ...SLICE_KEY.map((name) => `  ${bigqueryIdentifier(name)} STRING NOT NULL`),
  ]
  const options =
    schema.description === undefined ? '' : `\nOPTIONS (description = ${bigqueryString(schema.description)})`
  return `CREATE TABLE IF NOT EXISTS ${bigqueryTable(dataset, schema.name)} (\n${columns.join(',\n')}\n)${partition(schema)}${cluster(schema)}${options}`
}

/** DDL of the table that holds a table's daily rollup. */
export function createRollupTable(dataset: string, schema: TableSchema): string | undefined {
  if (schema.rollup === undefined) return undefined
  const columns = [...schema.rollup.dimensions, ...schema.rollup.measures].map((column: RollupColumn) =>
    definition(column),
  )
  const key = SLICE_KEY.map((name) => `  ${bigqueryIdentifier(name)} STRING NOT NULL`)
  return `CREATE TABLE IF NOT EXISTS ${bigqueryTable(dataset, `${schema.name}__rollup`)} (\n${[...columns, ...key].join(',\n')}\n)`
}

/** DDL that adds columns; they are nullable, as BigQuery demands of a table with rows. */
export function addColumns(dataset: string, table: string, columns: readonly Column[]): string {
  const list = columns.map(
    ({ name, type }) => `  ADD COLUMN IF NOT EXISTS ${bigqueryIdentifier(name)} ${columnType(type)}`,
  )
  return `ALTER TABLE ${bigqueryTable(dataset, table)}\n${list.join(',\n')}`
}

function definition(column: Pick<Column, 'name' | 'type' | 'required' | 'description'>): string {
  const required = column.required === true ? ' NOT NULL' : ''
  const options =
    column.description === undefined ? '' : ` OPTIONS (description = ${bigqueryString(column.description)})`
  return `  ${bigqueryIdentifier(column.name)} ${columnType(column.type)}${required}${options}`
}

/** A stored amount is refused beyond 26 whole digits, as in the lake. */
function columnType(type: Column['type']): string {
  return type === 'decimal' ? 'BIGNUMERIC(38, 12)' : bigqueryType(type)
}

function partition({ partition, columns }: TableSchema): string {
  if (partition === undefined) return ''
  const column = bigqueryIdentifier(partition.column)
  const isDate = columns.find(({ name }) => name === partition.column)?.type === 'date'
  if (partition.granularity === 'month') {
    return `\nPARTITION BY ${isDate ? `DATE_TRUNC(${column}, MONTH)` : `TIMESTAMP_TRUNC(${column}, MONTH)`}`
  }
  return `\nPARTITION BY ${isDate ? column : `DATE(${column})`}`
}

function cluster({ cluster = [] }: TableSchema): string {
  const columns = cluster.slice(0, CLUSTER_LIMIT).map(bigqueryIdentifier)
  return columns.length === 0 ? '' : `\nCLUSTER BY ${columns.join(', ')}`
}
