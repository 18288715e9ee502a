import { AppError } from '@cloudact/core/errors'
import type { Cell, ColumnType, Row } from '@cloudact/core/ports/warehouse'
import { duckdbIdentifier, duckdbString, duckdbType } from '../sql/duckdb-dialect.ts'
import type { SourceColumn } from './engine.ts'
import type { LakeTable } from './lake-table.ts'
import { validateCell } from './validate-cell.ts'

const WHOLE = /^(U?(TINYINT|SMALLINT|INTEGER|BIGINT)|U?HUGEINT)$/

/**
 * Wraps a query so that it yields exactly the table's columns in the table's types. Stamped columns are constants.
 * Throws `config_invalid` for a column the table does not have and for a conversion that could lose something: a float
 * into a decimal, or a raw product with more than 12 decimals.
 */
export function typedSelect(
  table: LakeTable,
  source: { readonly sql: string; readonly columns: readonly SourceColumn[]; readonly what: string },
  stamp: Row,
): string {
  const byName = new Map(source.columns.map((column) => [column.name.toLowerCase(), column]))
  const known = new Set(table.columns.map(({ name }) => name.toLowerCase()))
  const unknown = source.columns.find(({ name }) => !known.has(name.toLowerCase()))
  if (unknown !== undefined) {
    throw new AppError(
      'config_invalid',
      `${source.what} yields "${unknown.name}", which table "${table.name}" does not have.`,
    )
  }
  for (const name of Object.keys(stamp)) {
    if (!known.has(name.toLowerCase())) {
      throw new AppError(
        'config_invalid',
        `"${name}" is stamped on every row, but table "${table.name}" does not have it.`,
      )
    }
  }
  const list = table.columns.map((column) => {
    const found = byName.get(column.name.toLowerCase())
    const value = Object.hasOwn(stamp, column.name)
      ? stampLiteral(column.name, column.type, stamp[column.name] ?? null)
      : found === undefined
        ? missing(table, column, source.what)
        : convert(column.type, found, table.name, source.what)
    return `${value} AS ${duckdbIdentifier(column.name)}`
  })
  return `SELECT ${list.join(', ')} FROM (${source.sql}) AS source`
}

function missing(
  table: LakeTable,
  column: { name: string; type: ColumnType; required?: boolean },
  what: string,
): string {
  if (column.required === true) {
    throw new AppError(
      'config_invalid',
      `${what} lacks "${column.name}", which table "${table.name}" requires.`,
    )
  }
  return `CAST(NULL AS ${duckdbType(column.type)})`
}

function stampLiteral(name: string, type: ColumnType, cell: Cell): string {
  if (cell === null) return `CAST(NULL AS ${duckdbType(type)})`
  try {
    const text = String(validateCell(type, cell))
    // An enumeration of one value is written without hashing every row, and reads back as text.
    if (type === 'string') return `CAST(${duckdbString(text)} AS ENUM(${duckdbString(text)}))`
    return type === 'timestamp'
      ? `utc_timestamp(${duckdbString(text)})`
      : `CAST(${duckdbString(text)} AS ${duckdbType(type)})`
  } catch (error) {
    if (error instanceof AppError)
      throw new AppError('invalid_input', `The stamped column "${name}" ${error.message}.`, { cause: error })
    throw error
  }
}

function convert(type: ColumnType, source: SourceColumn, table: string, what: string): string {
  const reference = `source.${duckdbIdentifier(source.name)}`
  const from = source.type === 'JSON' ? 'VARCHAR' : source.type
  const cast = `CAST(${reference} AS ${duckdbType(type)})`
  const refuse = (reason: string): never => {
    throw new AppError(
      'config_invalid',
      `${what} yields "${source.name}" as ${source.type}, but table "${table}" stores ${type}: ${reason}.`,
    )
  }
  if (from === '"NULL"' || from === 'SQLNULL') return cast
  const nested = /[\][]|^(STRUCT|MAP|LIST|UNION)/.test(from)
  if (nested)
    return type === 'json' ? `CAST(to_json(${reference}) AS VARCHAR)` : refuse('nested values only fit json')
  const scale = /^DECIMAL\(\d+,\s*(\d+)\)$/.exec(from)?.[1]
  switch (type) {
    case 'string':
      return from === 'VARCHAR' || from.startsWith('ENUM(') ? reference : `plain_text(${reference})`
    case 'json':
      return from === 'VARCHAR' ? cast : refuse('build it with {{json_object(…)}}')
    case 'decimal':
      if (from === 'VARCHAR') return `money_from_text(${reference})`
      if (WHOLE.test(from)) return cast
      if (scale === undefined) return refuse('convert it with {{cast(expr, decimal)}}')
      return Number(scale) <= 12
        ? cast
        : refuse('a product or quotient of amounts needs {{mul(a, b)}} or {{div(a, b)}}')
    case 'int64':
      if (from === 'VARCHAR') return `strict_int64(${reference})`
      return WHOLE.test(from) || scale === '0' ? cast : refuse('convert it with {{cast(expr, int64)}}')
    case 'float64':
      return from === 'VARCHAR' ||
        from === 'DOUBLE' ||
        from === 'FLOAT' ||
        scale !== undefined ||
        WHOLE.test(from)
        ? cast
        : refuse('it is not a number')
    case 'bool':
      return from === 'BOOLEAN' || from === 'VARCHAR' ? cast : refuse('it is not a truth value')
    case 'date':
      return from === 'DATE' || from === 'VARCHAR' || from.startsWith('TIMESTAMP')
        ? cast
        : refuse('it is not a date')
    case 'timestamp':
      return from === 'DATE' || from === 'VARCHAR' || from.startsWith('TIMESTAMP')
        ? `utc_timestamp(${reference})`
        : refuse('it is not a timestamp')
  }
}
