import type { Check } from '@cloudact/focus/rules/check'
import { columnsOf } from '../model/columns-of.ts'
import type { AskedRule } from '../model/rule-tree.ts'
import { elementBreaks } from '../sql/element-predicate.ts'
import { isElementCheck } from '../sql/element-check.ts'
import { and, breaks, isOfRows, type Predicate, rowsWhere } from '../sql/predicates.ts'
import type { SqlScope } from '../sql/sql-scope.ts'
import { acrossRows } from './across-rows.ts'

/**
 * `together`: in the pass with the others. `once`: costly, so once for each distinct value of its only column. `alone`:
 * by itself, because the engine's statistics leave it almost nothing to read.
 */
type Counting = 'together' | 'once' | 'alone'

/** How the rows that break one rule are found. */
export type Measure = {
  readonly rule: string
  /** Columns shown of a row that breaks it. */
  readonly columns: readonly string[]
  readonly find:
    /** SQL that is true for such a row. */
    | { readonly how: 'row'; readonly where: Predicate; readonly count: Counting }
    /** A statement that counts such rows in `failing`, and SQL that is true for one. */
    | { readonly how: 'statement'; readonly sql: string; readonly where: string }
}

const COSTLY_FORMATS: readonly string[] = ['unit', 'key-value', 'json-object']

export function measure(scope: SqlScope, relation: string, { rule, check, conditions }: AskedRule): Measure {
  if (check === null) throw new Error(`${rule.id} asks nothing of data`)
  const columns = [...new Set([check, ...conditions].flatMap(columnsOf))]
  if (!isOfRows(check)) {
    const across = acrossRows(scope, relation, check, conditions)
    return { rule: rule.id, columns, find: { how: 'statement', ...across } }
  }
  const isOfElements = [check, ...conditions].some(isElementCheck)
  const fault = isOfElements ? elementBreaks(scope, check, conditions) : breaks(scope, check)
  const asked = rowsWhere(scope, conditions)
  // The engine computes both sides of an AND for every row, and of a CASE only what is needed.
  const where =
    isOfElements && typeof asked === 'string'
      ? `CASE WHEN ${asked} THEN ${String(fault)} ELSE false END`
      : and([asked, fault])
  const isBlankCheck = check.kind === 'format' && check.format === 'string' && conditions.length === 0
  const once = columns.length === 1 && (isCostly(check) || isOfElements)
  const count = isBlankCheck ? 'alone' : once ? 'once' : 'together'
  return { rule: rule.id, columns, find: { how: 'row', where, count } }
}

function isCostly(check: Check): boolean {
  if (check.kind === 'all' || check.kind === 'any') return check.of.some(isCostly)
  if (check.kind === 'format') return COSTLY_FORMATS.includes(check.format)
  return check.kind.startsWith('json-')
}
