import { compileDatePattern } from '@cloudact/core/date-pattern'
import { parseDecimal } from '@cloudact/core/decimal'
import { AppError } from '@cloudact/core/errors'
import { ALLOWED_VALUES } from '@cloudact/focus/allowed-values'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import { ADDED_IN_1_4 } from '@cloudact/focus/other-versions'
import type { ValueFault } from './check-value.ts'
import type { MappedColumn, Mapper } from './mapper.ts'

const TYPES = new Map([
  ...COST_AND_USAGE_COLUMNS.map(({ id, type }) => [id, type] as const),
  ...ADDED_IN_1_4.map((id) => [id, 'string'] as const),
])
const NEEDED = [
  'BilledCost',
  'EffectiveCost',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'ChargeCategory',
  'ServiceName',
  'ServiceProviderName',
] as const

/** Type of a column a mapper fills: what FOCUS says, text for `x_…`; undefined for a name that is neither. */
export function mappedType(name: string): 'string' | 'decimal' | 'timestamp' | 'json' | undefined {
  return TYPES.get(name) ?? (/^x_[A-Za-z0-9_]{1,48}$/.test(name) ? 'string' : undefined)
}

/** Everything that is wrong with a mapper beyond its shape. */
export function mapperFaults(mapper: Mapper): ValueFault[] {
  const missing = NEEDED.filter((name) => mapper.columns[name] === undefined)
  return [
    ...(mapper.thousands_separator === mapper.decimal_separator
      ? [{ path: ['thousands_separator'], reason: 'It is the decimal separator as well.' }]
      : []),
    ...patternFaults(['date_format'], mapper.date_format),
    ...(missing.length > 0
      ? [{ path: ['columns'], reason: `${missing.join(', ')} must be filled; add them.` }]
      : []),
    ...Object.entries(mapper.columns).flatMap(([name, column]) => columnFaults(name, column)),
  ]
}

function columnFaults(name: string, column: MappedColumn): ValueFault[] {
  const path = ['columns', name]
  const type = mappedType(name)
  if (type === undefined)
    return [{ path, reason: `"${name}" is no column of FOCUS; a column of your own begins with "x_".` }]
  const faults: ValueFault[] = []
  const add = (key: string, reason: string): void => {
    faults.push({ path: [...path, key], reason })
  }
  if ((column.from === undefined) === (column.constant === undefined))
    faults.push({ path, reason: 'Give either "from" or "constant".' })
  const dated = (['date_format', 'start_of', 'add_months', 'add_days'] as const).find(
    (key) => column[key] !== undefined,
  )
  if (dated && type !== 'timestamp') add(dated, `"${name}" is no instant.`)
  if (column.date_format !== undefined)
    faults.push(...patternFaults([...path, 'date_format'], column.date_format))
  if (type !== 'decimal' && column.multiply_by !== undefined) add('multiply_by', `"${name}" is no amount.`)
  if (type !== 'decimal' && column.negate) add('negate', `"${name}" is no amount.`)
  if (column.multiply_by !== undefined && !isDecimal(column.multiply_by))
    add('multiply_by', `"${column.multiply_by}" is not a decimal number.`)
  if (type === 'decimal' && column.constant !== undefined && !isDecimal(column.constant))
    add('constant', `"${column.constant}" is not a decimal number.`)
  const allowed = ALLOWED_VALUES[name]
  if (allowed) {
    if (column.constant !== undefined && !column.values && !allowed.includes(column.constant))
      add('constant', notAllowed(name, column.constant, allowed))
    for (const [from, to] of Object.entries(column.values ?? {}))
      if (to !== '' && !allowed.includes(to))
        faults.push({ path: [...path, 'values', from], reason: notAllowed(name, to, allowed) })
  }
  return faults
}

function notAllowed(name: string, value: string, allowed: readonly string[]): string {
  return `"${value}" is no ${name}. There are: ${allowed.slice(0, 20).join(', ')}${allowed.length > 20 ? ', …' : ''}.`
}

function patternFaults(path: readonly string[], pattern: string): ValueFault[] {
  const reason = refusal(() => compileDatePattern(pattern))
  return reason === undefined ? [] : [{ path, reason }]
}

function isDecimal(text: string): boolean {
  return refusal(() => parseDecimal(text)) === undefined
}

/** What an attempt says against a value; undefined when nothing. */
function refusal(attempt: () => unknown): string | undefined {
  try {
    attempt()
    return undefined
  } catch (error) {
    if (error instanceof AppError) return error.message
    throw error
  }
}
