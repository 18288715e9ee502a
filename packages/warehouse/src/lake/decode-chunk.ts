import {
  DuckDBDateValue,
  DuckDBDecimalValue,
  DuckDBTimestampTZValue,
  DuckDBTimestampValue,
  type DuckDBDataChunk,
  type DuckDBValue,
} from '@duckdb/node-api'
import { AppError } from '@cloudact/core/errors'
import type { Cell, Row } from '@cloudact/core/ports/warehouse'

/** Rows of a result chunk. Decimals have no trailing zeros; timestamps are `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`. */
export function decodeChunk(names: readonly string[], chunk: DuckDBDataChunk): Row[] {
  const columns = chunk.getColumns()
  return Array.from({ length: chunk.rowCount }, (_, index) => {
    const row: Record<string, Cell> = {}
    for (const [position, name] of names.entries())
      row[name] = decodeCell(columns[position]?.[index] ?? null, name)
    return row
  })
}

function decodeCell(value: DuckDBValue, name: string): Cell {
  if (value === null || typeof value === 'string' || typeof value === 'boolean' || typeof value === 'number')
    return value
  if (typeof value === 'bigint') {
    const number = Number(value)
    return Number.isSafeInteger(number) ? number : value.toString()
  }
  if (value instanceof DuckDBDecimalValue) return trimZeros(value.toString())
  if (value instanceof DuckDBDateValue) return value.toString()
  if (value instanceof DuckDBTimestampValue) return `${value.toString().replace(' ', 'T')}Z`
  if (value instanceof DuckDBTimestampTZValue)
    return `${new DuckDBTimestampValue(value.micros).toString().replace(' ', 'T')}Z`
  throw new AppError(
    'config_invalid',
    `The column "${name}" has no simple type. Turn it into text or JSON in the statement.`,
  )
}

function trimZeros(text: string): string {
  return text.includes('.') ? text.replace(/\.?0+$/, '') : text
}
