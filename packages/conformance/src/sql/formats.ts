import { NATIONAL_CURRENCIES } from '@cloudact/focus/national-currencies'
import type { ColumnFormat } from '@cloudact/focus/rules/check'
import { keyValueFault, objectFault } from './json-values.ts'
import type { SqlScope } from './sql-scope.ts'
import { UNIT_PATTERN } from './unit-pattern.ts'

/** An integer, a decimal or E notation: no sign but a minus, no separators (FOCUS NumericFormat). */
const NUMERIC_PATTERN = '-?([0-9]+([.][0-9]+)?|[.][0-9]+)([eE]-?[0-9]+)?'
const UTC_PATTERN = '[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}Z'

/** SQL that is true for a text that breaks a format. NULL breaks none. */
export function textBreaksFormat(scope: SqlScope, value: string, format: ColumnFormat): string {
  switch (format) {
    case 'string':
      return isBlank(value)
    case 'numeric':
    case 'decimal':
      return `NOT regexp_full_match(${value}, ${scope.bind(NUMERIC_PATTERN)})`
    case 'date-time':
      return `(NOT regexp_full_match(${value}, ${scope.bind(UTC_PATTERN)}) OR TRY_CAST(${value} AS TIMESTAMPTZ) IS NULL)`
    case 'unit':
      return `NOT regexp_full_match(${value}, ${scope.bind(UNIT_PATTERN)})`
    case 'currency':
      // A virtual currency has any name; what looks like a code has to be one.
      return `(${isBlank(value)} OR (length(${value}) = 3 AND NOT list_contains(${scope.bind(NATIONAL_CURRENCIES)}, ${value})))`
    case 'national-currency':
      return `NOT list_contains(${scope.bind(NATIONAL_CURRENCIES)}, ${value})`
    case 'key-value':
      return keyValueFault(value)
    case 'json-object':
      return objectFault(value)
  }
}

/** SQL that is true for a value of a column that breaks a format; `undefined` when its type rules that out. */
export function columnBreaksFormat(
  scope: SqlScope,
  column: string,
  format: ColumnFormat,
): string | undefined {
  const isNumberFormat = format === 'numeric' || format === 'decimal'
  if (isNumberFormat && scope.isFloat(column)) return `NOT isfinite(${scope.column(column)})`
  if (isNumberFormat && scope.isNumeric(column)) return undefined
  if (format === 'date-time' && scope.isMoment(column)) return undefined
  return textBreaksFormat(scope, scope.text(column), format)
}

/** Nothing, or nothing but spaces: only texts that sort before `!` can be, which the engine's statistics rule out. */
function isBlank(value: string): string {
  return `(${value} < '!' AND trim(${value}) = '')`
}
