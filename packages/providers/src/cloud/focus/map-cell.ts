import { mappedType } from '@cloudact/catalog/check-mapper'
import type { MappedColumn, Mapper } from '@cloudact/catalog/mapper'
import { compileDatePattern, type WallTime } from '@cloudact/core/date-pattern'
import { Decimal, parseDecimal } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'

/** What a mapped column gives for a cell of the file: text to store, or what is wrong with the cell. */
export type CellReader = {
  readonly from: string | undefined
  readonly read: (text: string) => string | { readonly problem: string }
}

const ABSENT = new Set(['', 'NULL', '\\N'])
const MINUTE = 60_000
const DAY = 86_400_000

/** Compiles one column of a mapper. Absent cells (empty, NULL, \N) stay absent unless `values` says otherwise. */
export function compileColumn(mapper: Mapper, target: string, column: MappedColumn): CellReader {
  const type = mappedType(target)
  const convert =
    type === 'decimal'
      ? amountReader(mapper, column)
      : type === 'timestamp'
        ? instantReader(mapper, column)
        : (text: string) => text
  return {
    from: column.from,
    read(given) {
      const chosen = choose(column, (column.constant ?? given).trim())
      return typeof chosen !== 'string' || ABSENT.has(chosen)
        ? typeof chosen === 'string'
          ? ''
          : chosen
        : convert(chosen)
    },
  }
}

function choose({ values, otherwise }: MappedColumn, text: string): string | { problem: string } {
  if (!values) return text
  if (Object.hasOwn(values, text)) return values[text] ?? ''
  if (otherwise === 'keep' || (otherwise === 'empty' && ABSENT.has(text))) return text
  return otherwise === 'empty'
    ? ''
    : { problem: `"${text.slice(0, 40)}" is none of the values the mapper knows` }
}

/** Reads `1.234,56`, `-1`, `(1,00)` and `1,00-` by the mapper's separators; the digits stay exact. */
function amountReader(mapper: Mapper, column: MappedColumn): (text: string) => string | { problem: string } {
  const decimal = escape(mapper.decimal_separator)
  const grouped =
    mapper.thousands_separator === '' ? '' : `|\\d{1,3}(?:${escape(mapper.thousands_separator)}\\d{3})+`
  const form = new RegExp(`^(?:\\d+${grouped})?(?:${decimal}\\d*)?$`)
  const sign = column.negate ? -1 : 1
  return (text) => {
    // Constants are written in the mapper's own file, with a point.
    if (column.constant !== undefined && !column.values) return text
    const bare = text.replaceAll('\u00A0', ' ')
    const negative = /^-|-$|^\(.*\)$/.test(bare)
    const digits = bare
      .replace(/^\((.*)\)$/, '$1')
      .replace(/^[+-]|-$/g, '')
      .trim()
    const exponent = mapper.decimal_separator === '.' && /^[\d.]+[eE][+-]?\d{1,3}$/.test(digits)
    if (!/\d/.test(digits) || !(exponent || form.test(digits)))
      return { problem: `"${text.slice(0, 40)}" is not an amount as the mapper says they are written` }
    const plain = exponent
      ? digits
      : digits.replaceAll(mapper.thousands_separator || '\0', '').replace(mapper.decimal_separator, '.')
    try {
      const value = parseDecimal(plain).times(negative ? -sign : sign)
      return value.times(new Decimal(column.multiply_by ?? 1)).toFixed()
    } catch (error) {
      if (error instanceof AppError) return { problem: error.message }
      throw error
    }
  }
}

function instantReader(mapper: Mapper, column: MappedColumn): (text: string) => string | { problem: string } {
  const pattern = column.constant === undefined ? (column.date_format ?? mapper.date_format) : 'YYYY-MM-DD'
  const parse = compileDatePattern(pattern)
  const offset = offsetMilliseconds(mapper.utc_offset)
  return (text) => {
    const time = parse(text)
    if (time === null) return { problem: `"${text.slice(0, 40)}" is no date written as ${pattern}` }
    return new Date(moved(time, column) - offset).toISOString().replace('.000Z', 'Z')
  }
}

/** Calendar steps are taken in the file's own time, before it becomes UTC. */
function moved(
  time: WallTime,
  { start_of: unit, add_months: months = 0, add_days: days = 0 }: MappedColumn,
): WallTime {
  const date = new Date(time)
  const [year, month, day] = [date.getUTCFullYear(), date.getUTCMonth(), date.getUTCDate()]
  const start =
    unit === 'month' ? Date.UTC(year, month, 1) : unit === 'day' ? Date.UTC(year, month, day) : time
  const shifted = new Date(start)
  if (months !== 0) {
    const lastDay = new Date(
      Date.UTC(shifted.getUTCFullYear(), shifted.getUTCMonth() + months + 1, 0),
    ).getUTCDate()
    const kept = Math.min(shifted.getUTCDate(), lastDay)
    shifted.setUTCDate(1)
    shifted.setUTCMonth(shifted.getUTCMonth() + months)
    shifted.setUTCDate(kept)
  }
  return shifted.getTime() + days * DAY
}

function offsetMilliseconds(offset: string): number {
  const minutes = Number(offset.slice(1, 3)) * 60 + Number(offset.slice(4))
  return (offset.startsWith('-') ? -minutes : minutes) * MINUTE
}

function escape(text: string): string {
  return text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')
}
