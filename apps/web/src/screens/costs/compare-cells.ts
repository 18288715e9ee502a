import { compareMoney } from '../../format/money.ts'
import type { CostColumnKind } from './cost-columns.ts'

type CellValue = string | number | boolean | null

/** Ascending order of two cells: amounts as decimals, everything else as text; nothing comes first. */
export function compareCells(a: CellValue, b: CellValue, kind: CostColumnKind): number {
  if (a === null || b === null) return a === b ? 0 : a === null ? -1 : 1
  if (kind === 'money' || kind === 'quantity' || kind === 'ratio') return compareMoney(String(a), String(b))
  return String(a).localeCompare(String(b), 'en')
}
