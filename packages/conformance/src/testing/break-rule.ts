import type { Check } from '@cloudact/focus/rules/check'
import type { MemoryRow } from '@cloudact/warehouse/testing/memory-dataset'
import type { AskedRule } from '../model/rule-tree.ts'

type Change = Record<string, string | null>
type Element = Record<string, unknown>

/**
 * Rows made of a conforming one that break a rule and are asked about it: the conditions made true, then the check made
 * false. Rules across rows need two.
 */
export function rowsBreaking({ rule, check, conditions }: AskedRule, base: MemoryRow): readonly MemoryRow[] {
  if (check === null) throw new Error(`${rule.id} asks nothing`)
  const asked = conditions.reduce((row, condition) => satisfy(row, condition), base)
  switch (check.kind) {
    case 'unique':
      return [asked, asked]
    case 'distinct':
      return [
        { ...asked, [check.per]: rule.id, [check.column]: 'one' },
        { ...asked, [check.per]: rule.id, [check.column]: 'two' },
      ]
    case 'json-distinct':
      return ['one', 'two'].map((value) => ({
        ...asked,
        [check.column]: withElement(asked[check.column], (element) => {
          element[key(check.per)] = rule.id
          element[key(check.path)] = value
        }),
      }))
    default:
      return [{ ...asked, ...broken(asked, check) }]
  }
}

function satisfy(row: MemoryRow, check: Check): MemoryRow {
  switch (check.kind) {
    case 'all':
      return check.of.reduce(satisfy, row)
    case 'any':
      return check.of[0] === undefined ? row : satisfy(row, check.of[0])
    case 'null':
      return { ...row, [check.column]: null }
    case 'not-null':
      return { ...row, [check.column]: row[check.column] ?? 'something' }
    case 'equal':
      return { ...row, [check.column]: String(check.value) }
    case 'not-equal':
      return row[check.column] === String(check.value) ? { ...row, [check.column]: 'Other' } : row
    case 'one-of':
      return { ...row, [check.column]: check.values[0] ?? null }
    case 'json-null':
    case 'json-not-null':
    case 'json-has': {
      const value = check.kind === 'json-null' ? null : 1
      return {
        ...row,
        [check.column]: withElement(row[check.column], (element) => {
          if (check.kind === 'json-null' || (element[key(check.path)] ?? null) === null)
            element[key(check.path)] = value
        }),
      }
    }
    default:
      throw new Error(`${check.kind} is not known as a condition`)
  }
}

const BAD_FORMATS = {
  string: ' ',
  numeric: '1,5',
  decimal: '€1',
  'date-time': '2026-01-01 00:00:00',
  unit: 'Hours per/Fortnight',
  currency: 'usd',
  'national-currency': 'Credits',
  'key-value': '{"a":{"b":1}}',
  'json-object': '[1]',
} as const
const BAD_TYPES = { string: 'text', decimal: 'much', timestamp: 'yesterday' } as const

function broken(row: MemoryRow, check: Check): Change {
  switch (check.kind) {
    case 'all':
      return check.of[0] === undefined ? {} : broken(row, check.of[0])
    case 'any':
      return Object.assign({}, ...check.of.map((each) => broken(row, each)))
    case 'null':
      return { [check.column]: 'something' }
    case 'not-null':
      return { [check.column]: null }
    case 'type':
      return { [check.column]: BAD_TYPES[check.type] }
    case 'format':
      return { [check.column]: BAD_FORMATS[check.format] }
    case 'equal':
      return { [check.column]: typeof check.value === 'number' ? '7' : 'Nonsense' }
    case 'not-equal':
      return { [check.column]: String(check.value) }
    case 'one-of':
      return { [check.column]: 'Nonsense' }
    case 'one-of-pairs':
      return { [check.columns[0]]: 'Bots', [check.columns[1]]: 'Compute' }
    case 'at-least':
      return { [check.column]: '-1' }
    case 'same':
      return { [check.columns[0]]: 'Other' }
    case 'product':
      return { [check.result]: '1000' }
    case 'json-type':
      return breakAt(row, check, check.path.includes('*') ? wrongType(check.type) : 'no array')
    case 'json-format':
      return breakAt(
        row,
        check,
        { string: '', numeric: 'many', unit: 'a per/b', 'key-value': { nested: {} } }[check.format],
      )
    case 'json-has':
      return breakAt(row, check, undefined)
    case 'json-null':
      return breakAt(row, check, 'something')
    case 'json-not-null':
      return breakAt(row, check, null)
    case 'json-prefixed':
      return breakAt(row, check, { Unknown: 1 })
    case 'json-same':
      return breakAt(row, check, 'another')
    default:
      throw new Error(`${check.kind} is not of single rows`)
  }
}

function wrongType(type: string): unknown {
  return type === 'string' ? 1 : 'text'
}

type WithPath = { readonly column: string; readonly path: readonly string[] }

function breakAt(row: MemoryRow, { column, path }: WithPath, value: unknown): Change {
  const below = path.slice(path.indexOf('*') + 1)
  if (!path.includes('*')) return { [column]: JSON.stringify({ [path[0] ?? '']: value }) }
  if (below.length === 0)
    return { [column]: JSON.stringify({ Elements: [typeof value === 'object' ? { ...value } : value] }) }
  return {
    [column]: withElement(row[column], (element) => {
      for (const spelling of (below[0] ?? '').split('|')) Reflect.deleteProperty(element, spelling)
      if (value !== undefined) element[key(path)] = value
    }),
  }
}

function withElement(text: string | null | undefined, change: (element: Element) => void): string {
  const parsed: { Elements: Element[] } = JSON.parse(text ?? '{"Elements":[{}]}')
  const [element = {}] = parsed.Elements
  change(element)
  return JSON.stringify({ Elements: [element] })
}

function key(path: readonly string[]): string {
  return path.at(-1)?.split('|')[0] ?? ''
}
