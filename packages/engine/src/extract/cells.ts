import { formatDay } from '@cloudact/core/day'
import { parseDecimal, toMoneyText, type Decimal } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import type { Cell } from '@cloudact/core/ports/warehouse'
import { JsonNumber, type JsonValue } from '../json-source.ts'
import type { FieldType } from './extract-config.ts'

const ISO_INSTANT = /^\d{4}-\d{2}-\d{2}([T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:?\d{2})?)?$/
/** Above this a number of an instant is milliseconds: as seconds it would be past the year 5000. */
const MILLISECONDS_FROM = 100_000_000_000

/** A JSON value as a cell of the given type. Throws `invalid_input` with the value's beginning when it is not one. */
export function toCell(value: JsonValue | undefined, type: FieldType): Cell {
  if (value === null || value === undefined) return null
  switch (type) {
    case 'string':
      return scalarText(value) ?? JSON.stringify(value)
    case 'json':
      return JSON.stringify(value)
    case 'bool':
      if (typeof value === 'boolean') return value
      if (value === 'true' || value === 'false') return value === 'true'
      throw unfit(value, 'true or false')
    case 'decimal':
      return toMoneyText(decimalOf(value))
    case 'float64':
      return decimalOf(value).toNumber()
    case 'int64': {
      const number = decimalOf(value)
      if (!number.isInteger() || number.abs().greaterThan('9223372036854775807'))
        throw unfit(value, 'a whole number')
      return Number.isSafeInteger(number.toNumber()) ? number.toNumber() : number.toFixed()
    }
    case 'date':
      return formatDay(instantOf(value))
    case 'timestamp':
      return new Date(instantOf(value)).toISOString()
    case 'unix_seconds':
      return new Date(epoch(value, 1_000)).toISOString()
    case 'unix_milliseconds':
      return new Date(epoch(value, 1)).toISOString()
  }
}

function scalarText(value: JsonValue): string | undefined {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  return value instanceof JsonNumber ? value.source : undefined
}

function decimalOf(value: JsonValue): Decimal {
  const text = typeof value === 'boolean' ? undefined : scalarText(value)
  if (text === undefined || text.trim() === '') throw unfit(value, 'a number')
  return parseDecimal(text)
}

/** Milliseconds since the epoch of an ISO date or instant (UTC when it has no offset), or of Unix seconds or milliseconds. */
function instantOf(value: JsonValue): number {
  if (value instanceof JsonNumber)
    return epoch(value, Math.abs(Number(value.source)) >= MILLISECONDS_FROM ? 1 : 1_000)
  if (typeof value !== 'string' || !ISO_INSTANT.test(value)) throw unfit(value, 'a date')
  const text = value.length > 10 && !/(Z|[+-]\d{2}:?\d{2})$/.test(value) ? `${value}Z` : value
  const milliseconds = Date.parse(text.replace(' ', 'T'))
  if (Number.isNaN(milliseconds)) throw unfit(value, 'a date')
  // Date.parse rolls the 31st of February over; a date that does not exist is a fault of the source.
  const day = formatDay(Date.parse(`${value.slice(0, 10)}T00:00:00Z`))
  if (day !== value.slice(0, 10)) throw unfit(value, 'a date')
  return milliseconds
}

function epoch(value: JsonValue, factor: number): number {
  const milliseconds = decimalOf(value).times(factor).round().toNumber()
  if (Math.abs(milliseconds) > 8.64e15) throw unfit(value, 'a time')
  return milliseconds
}

function unfit(value: JsonValue, wanted: string): AppError {
  return new AppError('invalid_input', `${JSON.stringify(value).slice(0, 40)} is not ${wanted}.`)
}
