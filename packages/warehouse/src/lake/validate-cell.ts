import { parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import { parseDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { Cell, ColumnType } from '@cloudact/core/ports/warehouse'

const PLAIN_DECIMAL = /^-?\d{1,26}(\.\d{1,12})?$/
const INT64_MAX = 2n ** 63n - 1n
const TIMESTAMP =
  /^(\d{4}-\d{2}-\d{2})[T ]([01]\d|2[0-3]):([0-5]\d)(?::([0-5]\d)(?:\.\d{1,6})?)?(Z|[+-](?:[01]\d|2[0-3]):?[0-5]\d)?$/

/**
 * The cell in the form the staging table takes: int64 as bigint, float64 as number, bool as boolean, everything else as
 * text DuckDB casts without loss. Throws `invalid_input` whose message completes "column X ".
 */
export function validateCell(
  type: ColumnType,
  cell: Exclude<Cell, null>,
): string | number | bigint | boolean {
  switch (type) {
    case 'string':
      return typeof cell === 'string' ? cell : refuse(cell, 'must be text')
    case 'decimal':
      return decimalText(cell)
    case 'int64':
      return int64(cell)
    case 'float64':
      return float64(cell)
    case 'bool':
      return typeof cell === 'boolean' ? cell : refuse(cell, 'must be true or false')
    case 'date':
      return dateText(cell)
    case 'timestamp':
      return timestampText(cell)
    case 'json':
      return jsonText(cell)
  }
}

function decimalText(cell: Exclude<Cell, null>): string {
  if (typeof cell !== 'string')
    return refuse(cell, 'must be a decimal as text, because a number has already lost digits')
  if (PLAIN_DECIMAL.test(cell)) return cell
  try {
    return toMoneyText(parseDecimal(cell))
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refuse(cell, 'must be a decimal number that fits DECIMAL(38,12)')
  }
}

function int64(cell: Exclude<Cell, null>): bigint {
  if (typeof cell === 'number' && Number.isSafeInteger(cell)) return BigInt(cell)
  if (typeof cell === 'string' && /^-?\d{1,19}$/.test(cell)) {
    const value = BigInt(cell)
    if (value <= INT64_MAX && value >= -INT64_MAX - 1n) return value
  }
  return refuse(cell, 'must be a whole number of 64 bits')
}

function float64(cell: Exclude<Cell, null>): number {
  const value = typeof cell === 'string' && cell.trim() !== '' ? Number(cell) : cell
  return typeof value === 'number' && Number.isFinite(value) ? value : refuse(cell, 'must be a finite number')
}

function dateText(cell: Exclude<Cell, null>): string {
  if (typeof cell !== 'string') return refuse(cell, 'must be a date as YYYY-MM-DD')
  try {
    return parseDay(cell)
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return refuse(cell, 'must be a date as YYYY-MM-DD')
  }
}

function timestampText(cell: Exclude<Cell, null>): string {
  const match = typeof cell === 'string' ? TIMESTAMP.exec(cell) : null
  if (typeof cell !== 'string' || match === null)
    return refuse(cell, 'must be a timestamp as YYYY-MM-DDTHH:MM:SSZ')
  dateText(match[1] ?? '')
  const offset = match[5]
  // Without an offset it is UTC by rule; the cast must not be left to guess.
  return offset === undefined || offset === 'Z' ? `${cell.replace(/Z$/, '').replace(' ', 'T')}Z` : cell
}

function jsonText(cell: Exclude<Cell, null>): string {
  if (typeof cell !== 'string') return refuse(cell, 'must be JSON as text')
  try {
    JSON.parse(cell)
    return cell
  } catch {
    return refuse(cell, 'must be valid JSON text')
  }
}

function refuse(cell: Exclude<Cell, null>, rule: string): never {
  const shown = typeof cell === 'string' ? `"${cell.slice(0, 60)}"` : String(cell)
  throw new AppError('invalid_input', `${rule}, not ${shown}`)
}
