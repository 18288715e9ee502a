import type { Check } from '@cloudact/focus/rules/check'
import type { AskedRule } from './model/rule-tree.ts'

const FORMATS = {
  string: 'is text that says something',
  numeric: 'is written as a plain number',
  decimal: 'is a decimal number',
  'date-time': 'is a UTC time, written YYYY-MM-DDTHH:mm:ssZ',
  unit: 'is written as a unit',
  currency: 'names a currency',
  'national-currency': 'is an ISO 4217 currency code',
  'key-value': 'is a JSON object of single values',
  'json-object': 'is a JSON object',
} as const
const TYPES = {
  string: 'text',
  decimal: 'decimal',
  timestamp: 'date and time',
  array: 'an array',
  object: 'an object',
} as const

/** What a rule asks, in a sentence of our own made from its check. */
export function asks({ rule, check, conditions, children }: AskedRule): string {
  if (check === null) return `${rule.entity}: a requirement of how the data came about`
  if (rule.kind === 'composite') return `${rule.entity}: all of its ${children.length} rules hold`
  const when = conditions.map((each) => phrase(each))
  return when.length === 0 ? phrase(check) : `${phrase(check)}, when ${when.join(' and ')}`
}

/** So many values are named. */
const NAMED = 5

function phrase(check: Check): string {
  switch (check.kind) {
    case 'all':
      return check.of.map(phrase).join(' and ')
    case 'any':
      return `(${check.of.map(phrase).join(' or ')})`
    case 'rule':
      return `${check.rule} holds`
    case 'present':
      return `The column ${check.column} is there`
    case 'null':
      return `${check.column} is null`
    case 'not-null':
      return `${check.column} is not null`
    case 'unique':
      return `${check.column} does not repeat`
    case 'type':
      return `${check.column} is of type ${TYPES[check.type]}`
    case 'format':
      return `${check.column} ${FORMATS[check.format]}`
    case 'equal':
      return `${check.column} is ${value(check.value)}`
    case 'not-equal':
      return `${check.column} is not ${value(check.value)}`
    case 'one-of':
      return `${check.column} is one of ${some(check.values)}`
    case 'one-of-pairs':
      return `${check.columns[0]} belongs to its ${check.columns[1]}`
    case 'at-least':
      return `${check.column} is at least ${check.value}`
    case 'same':
      return `${check.columns[0]} equals ${check.columns[1]}`
    case 'product':
      return `${check.result} is ${check.factors.join(' times ')}`
    case 'distinct':
      return `One ${check.per} has ${check.count} ${check.column}`
    case 'json-has':
      return `${at(check)} is there`
    case 'json-null':
      return `${at(check)} is null`
    case 'json-not-null':
      return `${at(check)} is not null`
    case 'json-type':
      return `${at(check)} is ${TYPES[check.type]}`
    case 'json-format':
      return `${at(check)} ${FORMATS[check.format]}`
    case 'json-prefixed':
      return `Keys of ${at(check)} start with ${check.prefix}, those of FOCUS apart`
    case 'json-same':
      return `${at(check)} equals ${check.as}`
    case 'json-distinct':
      return `One ${last(check.per)} has ${check.count} ${last(check.path)} in ${check.column}`
  }
}

function value(given: string | number): string {
  return typeof given === 'number' ? String(given) : `"${given}"`
}

function some(values: readonly string[]): string {
  const named = values.slice(0, NAMED).join(', ')
  return values.length > NAMED ? `${named} and ${values.length - NAMED} more` : named
}

function at(check: { readonly column: string; readonly path: readonly string[] }): string {
  const steps = check.path.map((step) => (step === '*' ? '[*]' : `.${firstSpelling(step)}`))
  return `${check.column}${steps.join('')}`
}

function last(path: readonly string[]): string {
  return firstSpelling(path.at(-1) ?? '')
}

function firstSpelling(step: string): string {
  return step.split('|')[0] ?? step
}
