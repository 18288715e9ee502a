import { parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import type { Cell, Row } from '@cloudact/core/ports/warehouse'

/** A column of a result as the API describes it. */
export type ResultField = {
  readonly name?: string | undefined
  readonly type?: string | undefined
  readonly mode?: string | undefined
}

/** A row as the API sends it: every value is text. */
export type WireRow = { readonly f?: readonly { readonly v?: unknown }[] }

/** Rows as the warehouse port promises them: what the lake yields for the same values. */
export function decodeRows(fields: readonly ResultField[], rows: readonly WireRow[]): Row[] {
  return rows.map((row) => {
    const decoded: Record<string, Cell> = {}
    for (const [index, field] of fields.entries())
      decoded[field.name ?? ''] = decodeCell(field, row.f?.[index]?.v)
    return decoded
  })
}

function decodeCell(field: ResultField, value: unknown): Cell {
  if (value === null || value === undefined) return null
  if (typeof value !== 'string' || field.mode === 'REPEATED') return refuse(field)
  switch (field.type) {
    case 'STRING':
    case 'DATE':
      return value
    case 'INTEGER':
    case 'INT64': {
      const number = Number(value)
      return Number.isSafeInteger(number) ? number : value
    }
    case 'BIGNUMERIC':
    case 'NUMERIC':
      return decimalText(value)
    case 'FLOAT':
    case 'FLOAT64':
      return Number(value)
    case 'BOOLEAN':
    case 'BOOL':
      return value === 'true'
    case 'TIMESTAMP':
      return timestampText(BigInt(value))
    default:
      return refuse(field)
  }
}

function refuse(field: ResultField): never {
  throw new AppError(
    'config_invalid',
    `The column "${field.name ?? ''}" has no simple type. Turn it into text or JSON in the statement.`,
  )
}

function decimalText(value: string): string {
  // Very large and very small amounts may come in scientific notation.
  if (/e/i.test(value)) return toMoneyText(parseDecimal(value))
  return value.includes('.') ? value.replace(/\.?0+$/, '') : value
}

const MICROSECONDS = 1_000_000n

/** Microseconds since the epoch as `YYYY-MM-DDTHH:MM:SS[.ffffff]Z`. */
function timestampText(microseconds: bigint): string {
  const rest = ((microseconds % MICROSECONDS) + MICROSECONDS) % MICROSECONDS
  const seconds = new Date(Number((microseconds - rest) / 1_000n)).toISOString().slice(0, 19)
  const fraction = rest.toString().padStart(6, '0').replace(/0+$/, '')
  return fraction === '' ? `${seconds}Z` : `${seconds}.${fraction}Z`
}
