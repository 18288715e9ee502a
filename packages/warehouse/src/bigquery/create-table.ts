import type { Column, TableSchema } from '@cloudact/core/ports/warehouse'
import type { TimeZone } from '@cloudact/core/time-zone'
import type { LakeColumn } from '../lake/lake-table.ts'
import { rollupColumns } from '../lake/rollup-sql.ts'
import {
  bigqueryDialect,
  bigqueryIdentifier,
  bigqueryString,
  bigqueryTable,
  bigqueryType,
  rollupTable,
  SLICE_COLUMN,
} from '../sql/bigquery-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'

/** BigQuery clusters by at most four columns. */
const CLUSTER_LIMIT = 4

/** Where the replaced rows of a slice stay until it is replaced again. */
export function previousTable(table: string): string {
  return `${table}__previous`
}

/**
 * DDL that creates a table of a dataset, partitioned and clustered as its schema says. No column is NOT NULL: what is
 * required is checked before a row gets here, and a schema may stop requiring a column, which such a column could not.
 */
export function createTable(dataset: string, schema: TableSchema, name = schema.name): string {
  const columns = [...schema.columns, { name: SLICE_COLUMN, type: 'string' as const }].map(definition)
  const options =
    schema.description === undefined ? '' : `\nOPTIONS (description = ${bigqueryString(schema.description)})`
  return `CREATE TABLE IF NOT EXISTS ${bigqueryTable(dataset, name)} (\n${columns.join(',\n')}\n)${partition(schema)}${cluster(schema)}${options}`
}

/**
 * DDL that makes a table's daily rollup anew from its rows. A materialized view would not do: its days are no partitions
 * of the table, so the DELETE of every replaced slice would invalidate all of it, and reads would scan the detail.
 */
export function createRollupTable(
  dataset: string,
  schema: TableSchema,
  timeZone: TimeZone,
): string | undefined {
  if (schema.rollup === undefined) return undefined
  return `CREATE OR REPLACE TABLE ${bigqueryTable(dataset, rollupTable(schema.name))}\nCLUSTER BY ${SLICE_COLUMN} AS\n${rollupSelect(dataset, schema, timeZone)}`
}

/** The rollup rows of all slices of a table, or of those a condition or another relation names, by days of the zone. */
export function rollupSelect(
  dataset: string,
  schema: TableSchema,
  timeZone: TimeZone,
  {
    from = bigqueryTable(dataset, schema.name),
    where = '',
  }: { from?: string | undefined; where?: string } = {},
): string {
  const { dimensions = [], measures = [] } = schema.rollup ?? {}
  const expression = (sql: string): string =>
    renderSql(sql, bigqueryDialect(dataset, undefined, timeZone)).text
  const keys = dimensions.map(
    ({ name, type, expression: sql }) =>
      `CAST(${expression(sql)} AS ${bigqueryType(type)}) AS ${bigqueryIdentifier(name)}`,
  )
  const sums = measures.map(
    ({ name, type, expression: sql }) =>
      `SUM(CAST(${expression(sql)} AS ${bigqueryType(type)})) AS ${bigqueryIdentifier(name)}`,
  )
  const grouping = [...keys, SLICE_COLUMN].map((_, index) => index + 1).join(', ')
  return `SELECT ${[...keys, SLICE_COLUMN, ...sums].join(', ')}\nFROM ${from}${where}\nGROUP BY ${grouping}`
}

/** Columns of a rollup table in the order `rollupSelect` yields them; `own`: without the slice. */
export function rollupNames(schema: TableSchema, which: 'all' | 'own' = 'all'): readonly string[] {
  const { rollup } = schema
  if (rollup === undefined) return []
  const names = rollupColumns(rollup).map(({ name }) => name)
  if (which === 'own') return names
  return [...names.slice(0, rollup.dimensions.length), SLICE_COLUMN, ...names.slice(rollup.dimensions.length)]
}

/** DDL that adds columns. */
export function addColumns(dataset: string, table: string, columns: readonly Column[]): string {
  const list = columns.map((column) => `  ADD COLUMN IF NOT EXISTS ${definition(column).trimStart()}`)
  return `ALTER TABLE ${bigqueryTable(dataset, table)}\n${list.join(',\n')}`
}

/** DDL of a table that rows pass through on their way: decimals are text until they are stored. */
export function createStaging(dataset: string, name: string, columns: readonly LakeColumn[]): string {
  const list = [...columns, { name: SLICE_COLUMN, type: 'string' as const }].map(
    (column) => `  ${bigqueryIdentifier(column.name)} ${stagedType(column.type)}`,
  )
  return `CREATE TABLE ${bigqueryTable(dataset, name)} (\n${list.join(',\n')}\n)\nOPTIONS (${EXPIRES})`
}

/** What a run leaves behind when it is cut off goes by itself. */
export const EXPIRES = 'expiration_timestamp = TIMESTAMP_ADD(CURRENT_TIMESTAMP(), INTERVAL 1 DAY)'

export function stagedType(type: Column['type']): string {
  return type === 'decimal' ? 'STRING' : bigqueryType(type)
}

function definition(column: Pick<Column, 'name' | 'type' | 'description'>): string {
  const options =
    column.description === undefined ? '' : ` OPTIONS (description = ${bigqueryString(column.description)})`
  return `  ${bigqueryIdentifier(column.name)} ${columnType(column.type)}${options}`
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

/** The slice comes after the schema's own columns, so that replacing one need not read the whole table. */
function cluster({ cluster = [] }: TableSchema): string {
  const columns = [...cluster, SLICE_COLUMN].slice(0, CLUSTER_LIMIT).map(bigqueryIdentifier)
  return `\nCLUSTER BY ${columns.join(', ')}`
}
