import type { Check } from '@cloudact/focus/rules/check'
import { isElementCheck, jsonBreaks, jsonHolds } from './element-check.ts'
import { columnBreaksFormat } from './formats.ts'
import { guarded } from './json-values.ts'
import type { SqlScope } from './sql-scope.ts'

/** True or false for every row alike, or SQL that says it row by row. NULL counts as false. */
export type Predicate = boolean | string

/** Checks that are of single rows. The others are of columns (`present`) or of rows together, and are asked apart. */
const ACROSS_ROWS: readonly Check['kind'][] = ['present', 'unique', 'distinct', 'json-distinct', 'rule']

/** Rows that break a check. */
export function breaks(scope: SqlScope, check: Check): Predicate {
  switch (check.kind) {
    case 'all':
      return or(check.of.map((each) => breaks(scope, each)))
    case 'any':
      return and(check.of.map((each) => breaks(scope, each)))
    case 'null':
      return `${scope.column(check.column)} IS NOT NULL`
    case 'not-null':
      return `${scope.column(check.column)} IS NULL`
    case 'type':
      return breaksType(scope, check.column, check.type)
    case 'format':
      return columnBreaksFormat(scope, check.column, check.format) ?? false
    case 'equal':
      return compare(scope, check.column, '<>', check.value)
    case 'not-equal':
      return compare(scope, check.column, '=', check.value)
    case 'one-of':
      return `${scope.text(check.column)} NOT IN (${list(scope, check.values)})`
    case 'one-of-pairs':
      return notOneOfPairs(scope, check)
    case 'at-least':
      return `${scope.number(check.column)} < ${scope.bind(check.value)}`
    case 'same':
      return `${scope.text(check.columns[0])} <> ${scope.text(check.columns[1])}`
    case 'product':
      return notTheProduct(scope, check)
    case 'json-has':
    case 'json-null':
    case 'json-not-null':
    case 'json-type':
    case 'json-format':
    case 'json-prefixed':
    case 'json-same':
      return guarded(scope.column(check.column), jsonBreaks(scope, check, scope.column(check.column)), false)
    case 'present':
    case 'unique':
    case 'distinct':
    case 'json-distinct':
    case 'rule':
      throw new Error(`${check.kind} is no check of single rows`)
  }
}

/** Rows that satisfy a condition: true or false, never NULL where it matters. */
export function holds(scope: SqlScope, check: Check): Predicate {
  switch (check.kind) {
    case 'all':
      return and(check.of.map((each) => holds(scope, each)))
    case 'any':
      return or(check.of.map((each) => holds(scope, each)))
    case 'null':
      return `${scope.column(check.column)} IS NULL`
    case 'not-null':
      return `${scope.column(check.column)} IS NOT NULL`
    case 'equal':
      return compare(scope, check.column, '=', check.value)
    case 'not-equal':
      // What has no value has not this value either.
      return `(${scope.column(check.column)} IS NULL OR ${compare(scope, check.column, '<>', check.value)})`
    case 'one-of':
      return `${scope.text(check.column)} IN (${list(scope, check.values)})`
    case 'json-has':
    case 'json-null':
    case 'json-not-null':
      return guarded(scope.column(check.column), jsonHolds(scope, check, scope.column(check.column)), false)
    default:
      throw new Error(`${check.kind} is not known as a condition`)
  }
}

export function isOfRows(check: Check): boolean {
  if (check.kind === 'all' || check.kind === 'any') return check.of.every(isOfRows)
  return !ACROSS_ROWS.includes(check.kind)
}

/** Conditions of rows that must all hold; those of elements are left to the elements. */
export function rowsWhere(scope: SqlScope, conditions: readonly Check[]): Predicate {
  return and(conditions.filter((each) => !isElementCheck(each)).map((each) => holds(scope, each)))
}

export function and(parts: readonly Predicate[]): Predicate {
  if (parts.includes(false)) return false
  const open = parts.filter((part) => typeof part === 'string')
  return open.length === 0 ? true : open.length === 1 ? (open[0] ?? true) : `(${open.join(' AND ')})`
}

function or(parts: readonly Predicate[]): Predicate {
  if (parts.includes(true)) return true
  const open = parts.filter((part) => typeof part === 'string')
  return open.length === 0 ? false : `(${open.join(' OR ')})`
}

function list(scope: SqlScope, values: readonly string[]): string {
  return values.map((value) => scope.bind(value)).join(', ')
}

function compare(scope: SqlScope, column: string, operator: '=' | '<>', value: string | number): string {
  const left = typeof value === 'number' ? scope.number(column) : scope.text(column)
  return `${left} ${operator} ${scope.bind(value)}`
}

function breaksType(scope: SqlScope, column: string, type: 'string' | 'decimal' | 'timestamp'): Predicate {
  const isSet = `${scope.column(column)} IS NOT NULL`
  switch (type) {
    case 'string':
      return scope.isText(column) ? false : isSet
    case 'decimal':
      if (scope.isNumeric(column)) return false
      return scope.isTyped ? isSet : (columnBreaksFormat(scope, column, 'decimal') ?? false)
    case 'timestamp':
      if (scope.isMoment(column)) return false
      return scope.isText(column) ? (columnBreaksFormat(scope, column, 'date-time') ?? false) : isSet
  }
}

function notOneOfPairs(scope: SqlScope, check: Extract<Check, { kind: 'one-of-pairs' }>): string {
  const [left, right] = check.columns.map((column) => scope.text(column))
  const joined = check.pairs.map((pair) => pair.join('\t'))
  return `(${left} || chr(9) || ${right}) NOT IN (${list(scope, joined)})`
}

/**
 * Compared in floats and with the tolerance of the official validator, a billionth of the result or, of results below
 * one, of one: the question is whether data agree, and no amount comes of it.
 */
function notTheProduct(scope: SqlScope, check: Extract<Check, { kind: 'product' }>): string {
  const [left, right, result] = [...check.factors, check.result].map(
    (column) => `CAST(${scope.number(column)} AS DOUBLE)`,
  )
  return `abs(${left} * ${right} - ${result}) > ${scope.bind(1e-9)} * greatest(abs(${result}), 1)`
}
