import type { Check } from '@cloudact/focus/rules/check'

/**
 * The same check in fewer words: values of one column that are joined by OR become `one-of`, pairs of values of two
 * columns `one-of-pairs`, and a group of one its only member.
 */
export function simplify(check: Check): Check {
  if (check.kind !== 'all' && check.kind !== 'any') return check
  const of = check.of.map(simplify)
  const [first] = of
  // A composite keeps its list of rules, also when it has one.
  if (of.length === 1 && first !== undefined && first.kind !== 'rule') return first
  if (check.kind === 'any') return oneOf(of) ?? oneOfPairs(of) ?? { kind: 'any', of }
  return { kind: 'all', of }
}

type Equal = { readonly column: string; readonly value: string }

function equality(check: Check): Equal | undefined {
  return check.kind === 'equal' && typeof check.value === 'string'
    ? { column: check.column, value: check.value }
    : undefined
}

function oneOf(of: readonly Check[]): Check | undefined {
  const found = of.map(equality).filter((each) => each !== undefined)
  const [first] = found
  if (first === undefined || found.length !== of.length) return undefined
  if (found.some(({ column }) => column !== first.column)) return undefined
  return { kind: 'one-of', column: first.column, values: found.map(({ value }) => value) }
}

function oneOfPairs(of: readonly Check[]): Check | undefined {
  const pairs = of.map((check) => (check.kind === 'all' ? check.of.map(equality) : []))
  const [columns] = pairs.map(([left, right]) => [left?.column, right?.column] as const)
  const [leftColumn, rightColumn] = columns ?? []
  if (leftColumn === undefined || rightColumn === undefined) return undefined
  const read = pairs.flatMap(([left, right, ...more]): (readonly [string, string])[] =>
    left?.column === leftColumn && right?.column === rightColumn && more.length === 0
      ? [[left.value, right.value]]
      : [],
  )
  if (read.length !== of.length) return undefined
  return { kind: 'one-of-pairs', columns: [leftColumn, rightColumn], pairs: read }
}
