import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'
import { bigqueryDialect, bigqueryIdentifier, bigqueryTable, bigqueryType } from '../sql/bigquery-dialect.ts'
import { renderSql } from '../sql/render-sql.ts'
import { SLICE_KEY } from './create-table.ts'

/** `@` in a query with parameters, nothing inside a procedure, whose parameters are plain names. */
type ParameterMark = '@' | ''

/**
 * One script that replaces a slice by the result of SELECTs, with the rollup, or leaves everything as it was: also when
 * a check gives a row. The slice key and the stamped columns are parameters of the same names. The rollup counts days in
 * the time zone.
 */
export function replaceSlice(
  dataset: string,
  schema: TableSchema,
  selects: readonly string[],
  stamped: readonly string[] = [],
  mark: ParameterMark = '@',
  timeZone: TimeZone = UTC,
  checks: readonly { readonly name: string; readonly select: string }[] = [],
): string {
  const constants = [...stamped, ...SLICE_KEY]
  const inserts = selects.map((select) =>
    insert(dataset, schema, render(dataset, select, mark), constants, mark),
  )
  const rollup =
    schema.rollup === undefined
      ? []
      : [deleteSlice(dataset, `${schema.name}__rollup`, mark), insertRollup(dataset, schema, mark, timeZone)]
  const assertions = checks.map(({ name, select }) => assertNoRows(name, render(dataset, select, mark)))
  return script([deleteSlice(dataset, schema.name, mark), ...inserts, ...rollup, ...assertions])
}

/** One script that withdraws a slice. */
export function dropSlice(dataset: string, schema: TableSchema): string {
  const tables = schema.rollup === undefined ? [schema.name] : [schema.name, `${schema.name}__rollup`]
  return script(tables.map((table) => deleteSlice(dataset, table, '@')))
}

function script(statements: readonly string[]): string {
  const body = statements.map((statement) => `${statement};`).join('\n')
  return `BEGIN\nBEGIN TRANSACTION;\n${body}\nCOMMIT TRANSACTION;\nEXCEPTION WHEN ERROR THEN\nROLLBACK TRANSACTION;\nRAISE;\nEND;`
}

/** The transaction sees its own rows, so the error that undoes it is about what would have become visible. */
function assertNoRows(name: string, select: string): string {
  const message = `CONCAT('refused by ${name}: ', STRING_AGG(TO_JSON_STRING(fault), '; ' LIMIT 20))`
  return `SELECT IF(COUNT(*) = 0, NULL, ERROR(${message})) FROM (\n${select}\n) AS fault`
}

function deleteSlice(dataset: string, table: string, mark: ParameterMark): string {
  const where = SLICE_KEY.map((name) => `${bigqueryIdentifier(name)} = ${parameter(name, mark)}`).join(
    ' AND ',
  )
  return `DELETE FROM ${bigqueryTable(dataset, table)} WHERE ${where}`
}

function insert(
  dataset: string,
  schema: TableSchema,
  select: string,
  constants: readonly string[],
  mark: ParameterMark,
): string {
  const stamped = new Set(constants)
  const columns = schema.columns
    .filter(({ name }) => !stamped.has(name))
    .map(({ name }) => bigqueryIdentifier(name))
  const types = new Map(schema.columns.map(({ name, type }) => [name, bigqueryType(type)]))
  const names = [...columns, ...constants.map(bigqueryIdentifier)].join(', ')
  const values = constants.map((name) => `CAST(${parameter(name, mark)} AS ${types.get(name) ?? 'STRING'})`)
  return `INSERT INTO ${bigqueryTable(dataset, schema.name)} (${names})\nSELECT ${[...columns, ...values].join(', ')} FROM (\n${select}\n)`
}

function insertRollup(dataset: string, schema: TableSchema, mark: ParameterMark, timeZone: TimeZone): string {
  const { dimensions = [], measures = [] } = schema.rollup ?? {}
  const names = [...dimensions, ...measures].map(({ name }) => bigqueryIdentifier(name))
  const keys = dimensions.map(({ expression }) => render(dataset, expression, mark, timeZone))
  const sums = measures.map(
    ({ expression, type }) =>
      `SUM(CAST(${render(dataset, expression, mark, timeZone)} AS ${bigqueryType(type)}))`,
  )
  const slice = SLICE_KEY.map((name) => parameter(name, mark))
  const where = SLICE_KEY.map((name) => `${bigqueryIdentifier(name)} = ${parameter(name, mark)}`).join(
    ' AND ',
  )
  const grouping = keys.length === 0 ? '' : `\nGROUP BY ${keys.map((_, index) => index + 1).join(', ')}`
  return (
    `INSERT INTO ${bigqueryTable(dataset, `${schema.name}__rollup`)} (${[...names, ...SLICE_KEY.map(bigqueryIdentifier)].join(', ')})\n` +
    `SELECT ${[...keys, ...sums, ...slice].join(', ')} FROM ${bigqueryTable(dataset, schema.name)} WHERE ${where}${grouping}`
  )
}

function render(dataset: string, sql: string, mark: ParameterMark, timeZone: TimeZone = UTC): string {
  const dialect = bigqueryDialect(dataset, undefined, timeZone)
  return renderSql(sql, { ...dialect, parameter: (name) => parameter(name, mark) }).text
}

/** Inside a procedure a parameter must not be taken for a column, so it carries a prefix there. */
function parameter(name: string, mark: ParameterMark): string {
  return mark === '@' ? `@${name}` : `p_${name}`
}
