import type { Check, JsonCheck } from '@cloudact/focus/rules/check'
import { isNode, names, type Node, number, text } from './node.ts'
import { simplify } from './simplify.ts'

const TYPES: Readonly<Record<string, 'string' | 'decimal' | 'timestamp'>> = {
  TypeString: 'string',
  TypeDecimal: 'decimal',
  TypeDateTime: 'timestamp',
}
const FORMATS = {
  FormatString: 'string',
  FormatNumeric: 'numeric',
  CheckDecimalValue: 'decimal',
  FormatDateTime: 'date-time',
  FormatUnit: 'unit',
  FormatCurrency: 'currency',
  CheckNationalCurrency: 'national-currency',
  FormatKeyValue: 'key-value',
  FormatJSON: 'json-object',
} as const
const JSON_FORMATS = {
  JSONFormatString: 'string',
  JSONFormatNumeric: 'numeric',
  JSONCheckPathNumericFormat: 'numeric',
  JSONFormatUnit: 'unit',
  JSONCheckPathUnitFormat: 'unit',
  JSONCheckPathKeyValueFormat: 'key-value',
} as const
const JSON_TYPES = { Array: 'array', Object: 'object', String: 'string', Decimal: 'decimal' } as const

/**
 * A requirement or condition of the model in the product's form; null for an empty one. Throws for a function or a
 * parameter that is not known, so that nothing of a newer model is lost in silence.
 */
export function readCheck(value: unknown): Check | null {
  if (!isNode(value) || Object.keys(value).length === 0) return null
  return simplify(read(value))
}

function read(node: Node): Check {
  const name = node['CheckFunction']
  if (typeof name !== 'string') return readBare(node)
  if (name === 'AND' || name === 'OR') return group(name, node['Items'])
  if (name === 'CheckModelRule') return { kind: 'rule', rule: text(node, 'ModelRuleId') }
  if (name.startsWith('JSON')) return readJson(name, node)
  if (name === 'CheckSameValue')
    return { kind: 'same', columns: [text(node, 'ColumnAName'), text(node, 'ColumnBName')] }
  if (name === 'ColumnByColumnEqualsColumnValue')
    return {
      kind: 'product',
      factors: [text(node, 'ColumnAName'), text(node, 'ColumnBName')],
      result: text(node, 'ResultColumnName'),
    }
  if (name === 'CheckDistinctCount')
    return {
      kind: 'distinct',
      per: text(node, 'ColumnAName'),
      column: text(node, 'ColumnBName'),
      count: number(node, 'ExpectedCount'),
    }
  const column = text(node, 'ColumnName', 'CheckCondition')
  const type = TYPES[name]
  if (type !== undefined) return { kind: 'type', column, type }
  if (isKey(FORMATS, name)) return { kind: 'format', column, format: FORMATS[name] }
  switch (name) {
    case 'ColumnPresent':
      return { kind: 'present', column }
    case 'CheckNoDuplicates':
      return { kind: 'unique', column }
    case 'CheckGreaterOrEqualThanValue':
      return { kind: 'at-least', column, value: number(node, 'Value') }
    case 'CheckValue':
    case 'CheckNotValue': {
      const wanted = name === 'CheckValue'
      const value = node['Value']
      if (value === null) return { kind: wanted ? 'null' : 'not-null', column }
      if (typeof value === 'string' || typeof value === 'number')
        return { kind: wanted ? 'equal' : 'not-equal', column, value }
    }
  }
  throw new Error(`The model uses a check that is not known: ${JSON.stringify(node)}`)
}

/** `{"AND": …}` without a function: the defects say which rules have it. */
function readBare(node: Node): Check {
  const [entry, ...more] = Object.entries(node)
  const [name, items] = entry ?? []
  if (more.length === 0 && (name === 'AND' || name === 'OR'))
    return group(name, Array.isArray(items) ? items : [items])
  throw new Error(`The model holds a check without a function: ${JSON.stringify(node)}`)
}

function group(name: 'AND' | 'OR', items: unknown): Check {
  if (!Array.isArray(items)) throw new Error(`${name} without items`)
  const of = items.map((item: unknown) => {
    if (!isNode(item)) throw new Error(`${name} with an item that is no check`)
    return read(item)
  })
  return { kind: name === 'AND' ? 'all' : 'any', of }
}

function readJson(name: string, node: Node): JsonCheck {
  if (name === 'JSONCheckPathSameValue') {
    if (node['PathB'] !== null) throw new Error('Two JSON paths are compared, which is not known')
    return {
      kind: 'json-same',
      column: text(node, 'ColumnAName'),
      path: readPath(text(node, 'PathA')),
      as: text(node, 'ColumnBName'),
    }
  }
  const column = text(node, 'ColumnName')
  if (name === 'JSONCheckPathDistinctParent')
    return {
      kind: 'json-distinct',
      column,
      per: readPath(text(node, 'ParentPath')),
      path: readPath(text(node, 'ChildPath')),
      count: number(node, 'ExpectedCount'),
    }
  const path = readPath(text(node, 'Path'))
  if (isKey(JSON_FORMATS, name)) return { kind: 'json-format', column, path, format: JSON_FORMATS[name] }
  switch (name) {
    case 'JSONCheckPathKeyExists':
      return { kind: 'json-has', column, path }
    case 'JSONCheckPathValue':
    case 'JSONCheckPathNotValue':
      if (node['Value'] === null)
        return { kind: name === 'JSONCheckPathValue' ? 'json-null' : 'json-not-null', column, path }
      break
    case 'JSONCheckPathType': {
      const type = text(node, 'ExpectedType')
      if (isKey(JSON_TYPES, type)) return { kind: 'json-type', column, path, type: JSON_TYPES[type] }
      break
    }
    case 'JSONCheckPathKeyStartsWith':
      return {
        kind: 'json-prefixed',
        column,
        path,
        prefix: text(node, 'Prefix'),
        except: names(node, 'IgnoreKeys'),
      }
  }
  throw new Error(`The model uses a check that is not known: ${JSON.stringify(node)}`)
}

/** `$.Elements[*].Name` as `Elements`, `*`, `Name`. */
function readPath(path: string): readonly string[] {
  const [root, ...steps] = path.replaceAll('[*]', '.*').split('.')
  if (root !== '$' || steps.some((step) => !/^(\*|\w+)$/.test(step)))
    throw new Error(`The JSON path ${path} is not known`)
  return steps
}

function isKey<Known extends object>(known: Known, name: PropertyKey): name is keyof Known {
  return Object.hasOwn(known, name)
}
