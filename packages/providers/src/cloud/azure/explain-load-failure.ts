import { parseDecimal } from '@cloudact/core/decimal'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { readCsv } from '../files/csv.ts'
import type { Delivery } from './delivery.ts'

const MOST_FAULTS = 20

/**
 * The warehouse refuses a file as a whole; this goes through the CSV once more and names the cells that are to blame
 * (file, line, column, value). Gives the original error back when nothing is found there.
 */
export async function explainLoadFailure(
  cause: unknown,
  deliveries: readonly Delivery[],
  signal: AbortSignal,
): Promise<unknown> {
  if (cause instanceof AppError && cause.retryable) return cause
  for (const delivery of deliveries) {
    const faults = delivery.manifest.format === 'csv' ? await badCells(delivery, signal) : []
    const [first] = faults
    if (!first) continue
    const { kind, period } = delivery.manifest
    return new AppError(
      'invalid_input',
      `The Azure ${kind} export for ${period.slice(0, 7)} has cells that cannot be read, first ${first.path}: ${first.message}. ` +
        'The month was left as it was. A spreadsheet may have rewritten the file; use the one Azure delivered.',
      { cause, faults },
    )
  }
  return cause
}

async function badCells(delivery: Delivery, signal: AbortSignal): Promise<FieldFault[]> {
  const { manifest, paths, names } = delivery
  const checks = checksOf(delivery)
  const faults: FieldFault[] = []
  for (const [index, path] of paths.entries()) {
    let isHeader = true
    const file = manifest.files[index]?.key ?? path
    for await (const { line, fields } of readCsv(path, signal)) {
      if (isHeader) {
        isHeader = false
        continue
      }
      if (fields.length !== names.length) {
        faults.push({
          path: `${file}:${line}`,
          message: `has ${fields.length} fields instead of ${names.length}`,
        })
      }
      for (const [at, name] of names.entries()) {
        const problem = checks.get(name)?.(fields[at] ?? '')
        if (problem) faults.push({ path: `${file}:${line} ${name}`, message: problem })
      }
      if (faults.length >= MOST_FAULTS) return faults
    }
  }
  return faults
}

type Check = (cell: string) => string | null

function checksOf({ header, style }: Delivery): ReadonlyMap<string, Check> {
  const checks = new Map<string, Check>()
  for (const { column, names } of header.columns) {
    for (const name of names) {
      const needed = column.needed === 'cell' && names.length === 1
      if (column.kind === 'amount') checks.set(name, (cell) => amountProblem(cell, needed, style))
      else if (column.kind === 'day') checks.set(name, (cell) => dayProblem(cell, needed))
      else if (needed) checks.set(name, (cell) => (isAbsent(cell) ? 'is empty' : null))
    }
  }
  return checks
}

function isAbsent(cell: string): boolean {
  return cell === '' || cell === 'NULL'
}

function amountProblem(cell: string, needed: boolean, style: Delivery['style']): string | null {
  if (isAbsent(cell)) return needed ? 'is empty' : null
  const plain = {
    plain: cell,
    decimal_comma: cell.replace(/\.(?=\d{3}(\D|$))/g, '').replace(',', '.'),
    thousands_comma: cell.replace(/,(?=\d{3}(\D|$))/g, ''),
  }[style]
  try {
    parseDecimal(plain)
    return null
  } catch (error) {
    return error instanceof AppError ? error.message : 'is not a decimal number'
  }
}

const ISO = /^(\d{4})-(\d{2})-(\d{2})/
const US = /^(\d{1,2})\/(\d{1,2})\/(\d{4})/
const DOTTED = /^(\d{1,2})\.(\d{1,2})\.(\d{4})/
const COMPACT = /^(\d{4})(\d{2})(\d{2})$/

function dayProblem(cell: string, needed: boolean): string | null {
  if (isAbsent(cell)) return needed ? 'is empty' : null
  const [, month = '', day = '', year = ''] = US.exec(cell) ?? []
  const [, dottedDay = '', dottedMonth = '', dottedYear = ''] = DOTTED.exec(cell) ?? []
  const [, isoYear = '', isoMonth = '', isoDay = ''] = ISO.exec(cell) ?? COMPACT.exec(cell) ?? []
  const text = [year || dottedYear || isoYear, month || dottedMonth || isoMonth, day || dottedDay || isoDay]
    .map((part) => part.padStart(2, '0'))
    .join('-')
  const parsed = new Date(`${text}T00:00:00Z`)
  const exists = !Number.isNaN(parsed.getTime()) && parsed.toISOString().startsWith(text)
  return exists ? null : `"${cell.slice(0, 40)}" is not a date as YYYY-MM-DD or MM/DD/YYYY`
}
