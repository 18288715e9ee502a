import { parseDecimal } from '@cloudact/core/decimal'
import { AppError, type FieldFault } from '@cloudact/core/errors'
import { columnIdentity, CUR_COLUMNS } from './cur-columns.ts'
import { readCsv } from './csv.ts'
import type { Delivery } from './delivery.ts'

const MOST_FAULTS = 20
const FOCUS_AMOUNT = /(Cost|UnitPrice|Quantity)$/
const AMOUNT_IDENTITIES = new Set(
  CUR_COLUMNS.filter(({ kind }) => kind === 'amount').flatMap(({ from }) => from.map(columnIdentity)),
)
const TIME_IDENTITIES = new Set(
  CUR_COLUMNS.filter(({ kind }) => kind === 'time' || kind === 'day').flatMap(({ from }) =>
    from.map(columnIdentity),
  ),
)

/**
 * The warehouse refuses a file as a whole; this goes through the CSV once more and names the cells that are to blame
 * (file, line, column, value). Gives the original error back when nothing is found there.
 */
export async function explainLoadFailure(
  cause: unknown,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<unknown> {
  const { manifest, paths, columns } = delivery
  if (manifest.format !== 'csv' || (cause instanceof AppError && cause.retryable)) return cause
  const checks = columns.map((name) => checkOf(name, manifest.kind))
  const faults: FieldFault[] = []
  for (const [index, path] of paths.entries()) {
    let isHeader = true
    for await (const { line, fields } of readCsv(path, signal)) {
      if (isHeader) {
        isHeader = false
        continue
      }
      if (fields.length !== columns.length) {
        faults.push({
          path: `${manifest.files[index]}:${line}`,
          message: `has ${fields.length} fields instead of ${columns.length}`,
        })
      } else {
        for (const [at, check] of checks.entries()) {
          const problem = check?.(fields[at] ?? '')
          if (problem)
            faults.push({ path: `${manifest.files[index]}:${line} ${columns[at]}`, message: problem })
        }
      }
      if (faults.length >= MOST_FAULTS) break
    }
    if (faults.length >= MOST_FAULTS) break
  }
  if (faults.length === 0) return cause
  const [first] = faults
  return new AppError(
    'invalid_input',
    `The AWS bill for ${manifest.period.slice(0, 7)} has cells that cannot be read, first ${first?.path}: ${first?.message}. ` +
      'The month was left as it was. A spreadsheet may have rewritten the file; use the one AWS delivered.',
    { cause, faults },
  )
}

function checkOf(name: string, kind: 'cur' | 'focus'): ((value: string) => string | null) | null {
  const identity = columnIdentity(name)
  if (kind === 'focus' ? FOCUS_AMOUNT.test(name) : AMOUNT_IDENTITIES.has(identity)) return amountProblem
  if (kind === 'focus' ? /(Start|End)$/.test(name) : TIME_IDENTITIES.has(identity)) return timeProblem
  return null
}

function amountProblem(value: string): string | null {
  if (value === '' || value === 'NULL') return null
  try {
    parseDecimal(value)
    return null
  } catch (error) {
    return error instanceof AppError ? error.message : 'is not a decimal number'
  }
}

function timeProblem(value: string): string | null {
  if (value === '' || value === 'NULL') return null
  return Number.isNaN(Date.parse(value)) ? `"${value.slice(0, 40)}" is not a date` : null
}
