import { parseDecimal } from '@cloudact/core/decimal'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { readCsv } from './csv.ts'

/** What a cell must hold. */
export type CellKind = 'amount' | 'time'

const MOST_FAULTS = 20
const ABSENT = new Set(['', 'NULL', '\\N'])
const THOUSANDS = /^-?\d{1,3}(,\d{3})+(\.\d+)?$/

/**
 * The warehouse refuses a file as a whole; this goes through CSV files once more and names the cells that are to blame
 * (file, line, column, value), the first twenty. Files name the paths in messages.
 */
export async function explainCells(
  files: readonly { readonly path: string; readonly name: string }[],
  kindOf: (column: string) => CellKind | null,
  signal: AbortSignal,
): Promise<FieldFault[]> {
  const faults: FieldFault[] = []
  for (const { path, name } of files) {
    let header: { readonly column: string; readonly kind: CellKind | null }[] | null = null
    for await (const { line, fields } of readCsv(path, signal)) {
      if (!header) {
        header = fields.map((column) => ({ column, kind: kindOf(column) }))
        continue
      }
      if (fields.length !== header.length) {
        faults.push({
          path: `${name}:${line}`,
          message: `has ${fields.length} fields instead of ${header.length}`,
        })
      } else {
        for (const [at, { column, kind }] of header.entries()) {
          const message = kind && problemOf(kind, fields[at] ?? '')
          if (message) faults.push({ path: `${name}:${line} ${column}`, message })
        }
      }
      if (faults.length >= MOST_FAULTS) return faults
    }
  }
  return faults
}

function problemOf(kind: CellKind, value: string): string | null {
  if (ABSENT.has(value)) return null
  if (kind === 'time') return Number.isNaN(Date.parse(value)) ? `"${value.slice(0, 40)}" is not a date` : null
  if (THOUSANDS.test(value))
    return `"${value.slice(0, 40)}" is not a decimal number: it has thousands separators`
  try {
    parseDecimal(value)
    return null
  } catch (error) {
    return error instanceof AppError ? error.message : 'is not a decimal number'
  }
}
