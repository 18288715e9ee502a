import type { Check, JsonCheck } from '@cloudact/focus/rules/check'
import type { SqlScope } from './sql-scope.ts'
import { textBreaksFormat } from './formats.ts'
import { keyValueFault } from './json-values.ts'

/** The variable that stands for an element of the array inside a lambda. */
export const ELEMENT = 'element'

type ElementCheck = Exclude<JsonCheck, { kind: 'json-distinct' }>

/** Whether a check looks into the elements of an array, so that each of them is asked by itself. */
export function isElementCheck(check: Check): boolean {
  if (check.kind === 'all' || check.kind === 'any') return check.of.some(isElementCheck)
  return check.kind.startsWith('json-') && 'path' in check && check.path.includes('*')
}

/** SQL that is true for an element, or for a value without an array on the way, that satisfies a check of JSON. */
export function jsonHolds(scope: SqlScope, check: ElementCheck, root: string): string {
  const value = at(root, check.path)
  switch (check.kind) {
    case 'json-has':
      return has(root, check.path)
    case 'json-null':
      return `coalesce(json_type(${value}), 'NULL') = 'NULL'`
    case 'json-not-null':
      return `coalesce(json_type(${value}), 'NULL') <> 'NULL'`
    default:
      return `NOT coalesce(${jsonBreaks(scope, check, root)}, false)`
  }
}

/** SQL that is true for one that breaks it. A key that is absent breaks only the checks of its presence. */
export function jsonBreaks(scope: SqlScope, check: ElementCheck, root: string): string {
  const value = at(root, check.path)
  const plain = `json_extract_string(${value}, '$')`
  switch (check.kind) {
    case 'json-has':
      return `NOT ${has(root, check.path)}`
    case 'json-null':
      return `coalesce(json_type(${value}), 'NULL') <> 'NULL'`
    case 'json-not-null':
      return `coalesce(json_type(${value}), 'NULL') = 'NULL'`
    case 'json-type':
      return typeFault(value, check)
    case 'json-format':
      return check.format === 'key-value'
        ? keyValueFault(value)
        : `(coalesce(json_type(${value}), 'NULL') <> 'NULL' AND ${textBreaksFormat(scope, plain, check.format)})`
    case 'json-prefixed':
      return (
        `len(list_filter(json_keys(${value}), lambda name: NOT starts_with(name, ${scope.bind(check.prefix)}) ` +
        `AND NOT list_contains(${scope.bind(check.except)}, name))) > 0`
      )
    case 'json-same':
      return `${plain} IS DISTINCT FROM ${scope.text(check.as)}`
  }
}

/** What an element of an array is itself is always there; the key of an object may be absent. */
function typeFault(value: string, check: Extract<JsonCheck, { kind: 'json-type' }>): string {
  const last = check.path.at(-1)
  const wanted = {
    array: `'ARRAY'`,
    object: `'OBJECT'`,
    string: `'VARCHAR'`,
    decimal: `'BIGINT', 'UBIGINT', 'DOUBLE'`,
  }
  const allowed = wanted[check.type]
  const isStructure = check.type === 'array' || check.type === 'object'
  return isStructure || last === '*'
    ? `coalesce(json_type(${value}), 'NULL') NOT IN (${allowed})`
    : `coalesce(json_type(${value}), 'NULL') NOT IN (${allowed}, 'NULL')`
}

/** Steps after the array's `*`, or all of them when there is none. */
function below(path: readonly string[]): readonly string[] {
  return path.slice(path.indexOf('*') + 1)
}

/** The value at a path. A step of several spellings is the first that is there. */
function at(root: string, path: readonly string[]): string {
  return below(path).reduce((value, step) => {
    const spellings = step.split('|').map((key) => `json_extract(${value}, '$."${key}"')`)
    return spellings.length === 1 ? spellings.join('') : `coalesce(${spellings.join(', ')})`
  }, root)
}

function has(root: string, path: readonly string[]): string {
  const steps = below(path)
  const parent = at(root, steps.slice(0, -1))
  const spellings = (steps.at(-1) ?? '').split('|').map((key) => `json_exists(${parent}, '$."${key}"')`)
  return `(${spellings.join(' OR ')})`
}
