import { AppError } from '@cloudact/core/errors'
import { explainCells, type CellKind } from '../files/explain-cells.ts'
import { columnIdentity, CUR_COLUMNS } from './cur-columns.ts'
import type { Delivery } from './delivery.ts'

const FOCUS_AMOUNT = /(Cost|UnitPrice|Quantity)$/
const AMOUNT_IDENTITIES = identitiesOf('amount')
const TIME_IDENTITIES = identitiesOf('time', 'day')

/** The cells that kept a bill from being loaded. Gives the original error back when nothing is found there. */
export async function explainLoadFailure(
  cause: unknown,
  delivery: Delivery,
  signal: AbortSignal,
): Promise<unknown> {
  const { manifest, paths } = delivery
  if (manifest.format !== 'csv' || (cause instanceof AppError && cause.retryable)) return cause
  const files = paths.map((path, index) => ({ path, name: manifest.files[index] ?? path }))
  const faults = await explainCells(files, (column) => kindOf(column, manifest.kind), signal)
  if (faults.length === 0) return cause
  const [first] = faults
  return new AppError(
    'invalid_input',
    `The AWS bill for ${manifest.period.slice(0, 7)} has cells that cannot be read, first ${first?.path}: ${first?.message}. ` +
      'The month was left as it was. A spreadsheet may have rewritten the file; use the one AWS delivered.',
    { cause, faults },
  )
}

function kindOf(name: string, kind: 'cur' | 'focus'): CellKind | null {
  const identity = columnIdentity(name)
  if (kind === 'focus' ? FOCUS_AMOUNT.test(name) : AMOUNT_IDENTITIES.has(identity)) return 'amount'
  return (kind === 'focus' ? /(Start|End)$/.test(name) : TIME_IDENTITIES.has(identity)) ? 'time' : null
}

function identitiesOf(...kinds: readonly string[]): ReadonlySet<string> {
  return new Set(
    CUR_COLUMNS.filter(({ kind }) => kinds.includes(kind)).flatMap(({ from }) => from.map(columnIdentity)),
  )
}
