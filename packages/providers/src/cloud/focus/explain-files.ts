import { AppError } from '@cloudact/core/errors'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { RENAMED_COLUMNS } from '@cloudact/focus/other-versions'
import { explainCells, type CellKind } from '../files/explain-cells.ts'
import type { FocusFile } from './focus-file.ts'

const KINDS = new Map(
  COST_AND_USAGE_COLUMNS.flatMap(({ id, type }): [string, CellKind][] =>
    type === 'decimal' ? [[id, 'amount']] : type === 'timestamp' ? [[id, 'time']] : [],
  ),
)

/** The cells that kept files from being read. Gives the original error back when nothing is found there. */
export async function explainFiles(
  cause: unknown,
  files: readonly FocusFile[],
  signal: AbortSignal,
): Promise<unknown> {
  if (!(cause instanceof AppError) || cause.code !== 'invalid_input') return cause
  const texts = files.flatMap(({ format, parts }) => (format === 'csv' ? parts : []))
  const faults = await explainCells(texts, kindOf, signal)
  const [first] = faults
  if (!first) return cause
  return new AppError(
    'invalid_input',
    `The FOCUS files have cells that cannot be read, first ${first.path}: ${first.message}. ` +
      'The month was left as it was. Correct the export and deliver it again.',
    { cause, faults },
  )
}

function kindOf(name: string): CellKind | null {
  const target = [...KINDS.keys()].find((id) => id.toLowerCase() === name.toLowerCase())
  return KINDS.get(target ?? RENAMED_COLUMNS[name] ?? '') ?? null
}
