import type { Check, JsonCheck } from '@cloudact/focus/rules/check'
import { ELEMENT, isElementCheck, jsonBreaks, jsonHolds } from './element-check.ts'
import { guarded } from './json-values.ts'
import type { SqlScope } from './sql-scope.ts'

/**
 * SQL that is true for a row in which an element of the array breaks the check while the conditions that are of
 * elements hold for that very element.
 */
export function elementBreaks(scope: SqlScope, check: Check, conditions: readonly Check[]): string {
  const leaf = firstLeaf(check)
  const column = scope.column(leaf.column)
  const array = arrayPath(leaf)
  const asked = [
    ...conditions.filter(isElementCheck).map((each) => inElement(scope, each, 'holds')),
    inElement(scope, check, 'breaks'),
  ]
  // A value that is no array where one is wanted is the fault of another rule.
  const elements = `CAST(json_extract(${column}, '$${array}') AS JSON[])`
  return guarded(
    column,
    `CASE WHEN json_type(${column}, '$${array}') = 'ARRAY' THEN len(list_filter(${elements}, lambda ${ELEMENT}: ${asked.join(' AND ')})) > 0 ELSE false END`,
    false,
  )
}

function inElement(scope: SqlScope, check: Check, side: 'holds' | 'breaks'): string {
  if (check.kind === 'all' || check.kind === 'any') {
    // What breaks one of all breaks all; what breaks any breaks each.
    const joint = (check.kind === 'all') === (side === 'holds') ? ' AND ' : ' OR '
    return `(${check.of.map((each) => inElement(scope, each, side)).join(joint)})`
  }
  const leaf = firstLeaf(check)
  const sql = (side === 'holds' ? jsonHolds : jsonBreaks)(scope, leaf, ELEMENT)
  return `coalesce(${sql}, false)`
}

type ElementLeaf = Exclude<JsonCheck, { kind: 'json-distinct' }>

function firstLeaf(check: Check): ElementLeaf {
  if (check.kind === 'all' || check.kind === 'any') {
    const [first] = check.of
    if (first !== undefined) return firstLeaf(first)
  }
  switch (check.kind) {
    case 'json-has':
    case 'json-null':
    case 'json-not-null':
    case 'json-type':
    case 'json-format':
    case 'json-prefixed':
    case 'json-same':
      return check
    default:
      throw new Error(`${check.kind} is no check of an element`)
  }
}

/** The way to the array: `."Elements"`. */
export function arrayPath(check: { readonly path: readonly string[] }): string {
  return check.path
    .slice(0, check.path.indexOf('*'))
    .map((step) => `."${step}"`)
    .join('')
}
