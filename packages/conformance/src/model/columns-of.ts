import type { Check } from '@cloudact/focus/rules/check'

/** The columns a check looks at, each once. */
export function columnsOf(check: Check): readonly string[] {
  return [...new Set(allColumns(check))]
}

function allColumns(check: Check): readonly string[] {
  switch (check.kind) {
    case 'all':
    case 'any':
      return check.of.flatMap(allColumns)
    case 'rule':
      return []
    case 'one-of-pairs':
    case 'same':
      return check.columns
    case 'product':
      return [...check.factors, check.result]
    case 'distinct':
      return [check.per, check.column]
    case 'json-same':
      return [check.column, check.as]
    default:
      return [check.column]
  }
}
