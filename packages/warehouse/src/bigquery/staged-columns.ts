import type { Cell, ColumnType, Row } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'
import type { SourceColumn } from '../lake/engine.ts'
import type { LakeTable } from '../lake/lake-table.ts'
import { validateCell } from '../lake/validate-cell.ts'
import { bigqueryDialect, bigqueryIdentifier, bigqueryString, SLICE_COLUMN } from '../sql/bigquery-dialect.ts'
import type { MacroCall } from '../sql/macro.ts'
import { cast } from '../sql/macros/cast.ts'
import { toDecimal } from '../sql/macros/to-decimal.ts'
import { stagedType } from './create-table.ts'

/**
 * The SELECT list that turns the columns a statement yields into those of a staging table, with the stamped columns and
 * the slice as constants. `columns` have passed `describeSelect`, so every conversion is one that loses nothing.
 */
export function stagedColumns(
  table: LakeTable,
  columns: readonly SourceColumn[],
  stamp: Row,
  sliceId: string,
): string {
  const byName = new Map(columns.map((column) => [column.name.toLowerCase(), column]))
  const stamped = new Map(Object.entries(stamp).map(([name, cell]) => [name.toLowerCase(), cell]))
  const list = table.columns.map(({ name, type }) => {
    const cell = stamped.get(name.toLowerCase())
    if (cell !== undefined) return `${stampLiteral(name, type, cell)} AS ${bigqueryIdentifier(name)}`
    const source = byName.get(name.toLowerCase())
    const value = source === undefined ? `CAST(NULL AS ${stagedType(type)})` : convert(type, source)
    return `${value} AS ${bigqueryIdentifier(name)}`
  })
  return [...list, `${bigqueryString(sliceId)} AS ${SLICE_COLUMN}`].join(', ')
}

function stampLiteral(name: string, type: ColumnType, cell: Cell): string {
  if (cell === null) return `CAST(NULL AS ${stagedType(type)})`
  try {
    return `CAST(${bigqueryString(String(validateCell(type, cell)))} AS ${stagedType(type)})`
  } catch (error) {
    if (error instanceof AppError)
      throw new AppError('invalid_input', `The stamped column "${name}" ${error.message}.`, { cause: error })
    throw error
  }
}

function convert(type: ColumnType, source: SourceColumn): string {
  const value = `result.${bigqueryIdentifier(source.name)}`
  const isText = source.type === 'VARCHAR' || source.type === 'JSON' || source.type.startsWith('ENUM(')
  switch (type) {
    case 'string':
      return isText ? value : macro(cast.bigquery, value, 'string')
    case 'json':
      return value
    case 'decimal':
      return `CAST(${isText ? macro(toDecimal.bigquery, value) : `CAST(${value} AS BIGNUMERIC)`} AS STRING)`
    default:
      return `CAST(${value} AS ${stagedType(type)})`
  }
}

/** A macro's rendering over SQL that is already rendered. */
function macro(render: (call: MacroCall) => string, value: string, word = ''): string {
  return render({
    dialect: bigqueryDialect(''),
    args: [value, word],
    arg: () => value,
    literal: () => word,
    word: () => word,
    fail: (problem) => {
      throw new AppError('internal', problem)
    },
  })
}
