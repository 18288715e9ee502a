import type { Column, ColumnType, TableSchema } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'
import { ADDED_IN_1_4 } from '@cloudact/focus/other-versions'
import { COST_AND_USAGE_COLUMNS } from '@cloudact/focus/cost-and-usage-columns'
import type { ParquetType } from '../files/parquet-type.ts'
import { otherColumns, sourceOf, type SourceColumns } from './columns.ts'

/** The FOCUS columns of `focus_raw`: those of 1.0 to 1.4 together. */
export const FOCUS_COLUMNS: readonly string[] = [
  ...COST_AND_USAGE_COLUMNS.map(({ id }) => id),
  ...ADDED_IN_1_4,
]

/** Columns a file must have to be read at all. */
const NEEDED = [
  'BilledCost',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodEnd',
  'BillingPeriodStart',
  'ChargeCategory',
  'ChargePeriodEnd',
  'ChargePeriodStart',
  'EffectiveCost',
] as const
/** One of these says who provided the service. */
export const PROVIDERS = [
  'ServiceProviderName',
  'ProviderName',
  'PublisherName',
  'InvoiceIssuerName',
] as const

const STAMPED: readonly (readonly [string, string])[] = [
  ['focus_version', '@focus_version'],
  ['integration_name', '@integration_name'],
  ['billing_status', '@billing_status'],
  ['x_cloud_account_id', '@account_id'],
  ['billing_month', '{{date(@month_start)}}'],
]

/** Throws `invalid_input` listing what a file lacks to be FOCUS. */
export function refuseOtherThanFocus(columns: SourceColumns, file: string): void {
  const missing: string[] = NEEDED.filter((name) => sourceOf(columns, name) === undefined)
  if (PROVIDERS.every((name) => sourceOf(columns, name) === undefined)) missing.push(PROVIDERS.join(' or '))
  if (missing.length === 0) return
  throw new AppError(
    'invalid_input',
    `"${file}" is no FOCUS file: it lacks ${missing.join(', ')}. Add the columns to the export, or choose a mapper for ` +
      'files of another shape. Every month was left as it was.',
  )
}

/**
 * The account and the month a row is imported under, as SQL over the source. The month is the UTC month of the day after
 * the billing period's start: a vendor's month that begins some hours before or after the UTC one is still that month.
 */
export function sliceOfRow(columns: SourceColumns): { readonly account: string; readonly month: string } {
  const start = valueOf({ name: 'BillingPeriodStart', type: 'timestamp' }, columns)
  return {
    account: valueOf({ name: 'BillingAccountId', type: 'string' }, columns),
    month: `{{month_text({{add_days({{day(${start})}}, 1)}})}}`,
  }
}

/**
 * The SELECT that loads FOCUS files (`{{source}}`) into `focus_raw` as they are: what they lack is NULL, what is no FOCUS
 * column is kept in `x_source_columns`. `only` leaves out rows of other slices.
 */
export function renderRawSelect(schema: TableSchema, columns: SourceColumns, only: boolean): string {
  const given = schema.columns
    .filter(({ name }) => FOCUS_COLUMNS.includes(name))
    .map((column) => [column.name, valueOf(column, columns)] as const)
  const others = otherColumns(columns, FOCUS_COLUMNS).map(
    (name) => `${literal(name)}, ${textOf(quote(name), columns.get(name))}`,
  )
  const kept = others.length === 0 ? '{{cast(NULL, string)}}' : `{{json_members(${others.join(', ')})}}`
  const list = [...given, ['x_source_columns', kept] as const, ...STAMPED]
    .map(([target, sql]) => `  ${sql} AS "${target}"`)
    .join(',\n')
  const { account, month } = sliceOfRow(columns)
  const where = only ? `\nWHERE ${account} = @account_id AND ${month} = @month` : ''
  return `SELECT\n${list}\nFROM {{source}}${where}`
}

/** SQL of a column's value in the table's type; NULL when the files have no such column. */
export function valueOf({ name, type }: Pick<Column, 'name' | 'type'>, columns: SourceColumns): string {
  const source = sourceOf(columns, name)
  const found = source === undefined ? undefined : columns.get(source)
  if (source === undefined || !found || found.kind === 'nothing')
    return `{{cast(NULL, ${type === 'json' ? 'string' : type})}}`
  const quoted = quote(source)
  switch (type) {
    case 'decimal':
      return amountOf(quoted, found)
    case 'timestamp':
      return `{{timestamp(${found.kind === 'text' ? present(quoted) : quoted})}}`
    case 'json':
      return textOf(quoted, found)
    case 'string':
      return textOf(quoted, found)
    default:
      return unreadable(type)
  }
}

function amountOf(quoted: string, type: ParquetType): string {
  switch (type.kind) {
    case 'text':
      return `{{to_decimal(${present(quoted)})}}`
    case 'float':
      return `{{float_decimal(${quoted})}}`
    case 'decimal':
      // A cast to fewer decimals would round half away from zero; text rounds half-even.
      return type.scale <= 12 ? quoted : `{{to_decimal({{cast(${quoted}, string)}})}}`
    default:
      return `{{cast(${quoted}, decimal)}}`
  }
}

function textOf(quoted: string, type: ParquetType | undefined): string {
  switch (type?.kind) {
    case 'text':
      return present(quoted)
    case 'map':
    case 'nested':
      return `{{map_json(${quoted})}}`
    default:
      return `{{cast(${quoted}, string)}}`
  }
}

/** Empty text and the spellings of NULL that databases write into CSV are absent values. */
function present(quoted: string): string {
  return `NULLIF(NULLIF(NULLIF(${quoted}, ''), 'NULL'), '\\N')`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

function unreadable(type: ColumnType): never {
  throw new AppError(
    'config_invalid',
    `focus_raw has a FOCUS column of type ${type}, which files are not read into.`,
  )
}
