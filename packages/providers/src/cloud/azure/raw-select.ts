import type { Delivery } from './delivery.ts'
import type { ColumnKind } from './export-columns.ts'
import type { MatchedColumn } from './match-header.ts'
import { plainNumber, type NumberStyle } from './number-style.ts'

type Reading = { readonly format: 'csv' | 'parquet'; readonly style: NumberStyle }

/** Columns that together tell one line of a month from the others; Azure numbers them not. */
const IDENTITY = [
  'usage_date',
  'subscription_id',
  'resource_id',
  'meter_id',
  'charge_type',
  'pricing_model',
  'benefit_id',
  'reservation_id',
  'product_order_id',
  'invoice_id',
  'usage_quantity',
  'effective_price',
  'cost_in_billing_currency',
]

const TYPE_OF_KIND: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  amount: 'decimal',
  day: 'date',
  flag: 'bool',
  tags: 'string',
}

/** Facts about the delivery, the same on every row. */
const STAMPED = [
  ['delivery_id', '@delivery_id'],
  ['delivery_first_seen_at', '{{timestamp(@delivery_first_seen_at)}}'],
  ['amortized_delivery_id', '@amortized_delivery_id'],
  ['billing_status', '@billing_status'],
  ['x_cloud_provider', "'azure'"],
  ['x_cloud_account_id', '@account_id'],
] as const

/**
 * The one SELECT that turns a delivery's files (`{{source}}`) into rows of a raw table. Columns the export lacks are NULL
 * or what the table of headers gives instead.
 */
export function renderRawSelect({ header, manifest, style }: Delivery): string {
  const reading: Reading = { format: manifest.format, style }
  const list = [
    ...header.columns.map((matched) => [matched.column.target, expression(matched, reading)] as const),
    ...STAMPED,
    ['x_source_record_id', recordId(header.columns, reading)] as const,
  ]
  const columns = list.map(([target, sql]) => `    ${sql} AS ${target}`).join(',\n')
  return (
    'SELECT\n  line.*,\n  {{timestamp(usage_date)}} AS usage_start_time,\n' +
    `  {{timestamp({{add_days(usage_date, 1)}})}} AS usage_end_time\nFROM (\n  SELECT\n${columns}\n  FROM {{source}}\n) AS line`
  )
}

function expression({ column, names }: MatchedColumn, reading: Reading): string {
  const values = names.map((name) => value(name, column.kind, reading))
  if (column.target === 'billing_account_name') values.push('@account_name')
  if (column.fallback !== null) values.push(literal(column.fallback))
  if (values.length > 1) return `COALESCE(${values.join(', ')})`
  return values[0] ?? `{{cast(NULL, ${TYPE_OF_KIND[column.kind]})}}`
}

function value(name: string, kind: ColumnKind, reading: Reading): string {
  const text = present(name, reading)
  switch (kind) {
    case 'text':
      return text
    case 'amount':
      return reading.format === 'csv'
        ? `{{to_decimal(${plainNumber(text, reading.style)})}}`
        : `{{float_decimal(${quote(name)})}}`
    case 'day':
      return day(text)
    case 'flag':
      return `LOWER(${text}) = 'true'`
    case 'tags':
      return `CASE WHEN ${text} IS NULL OR STARTS_WITH(${text}, '{') THEN NULLIF(${text}, '{}') ELSE CONCAT('{', ${text}, '}') END`
  }
}

/** The literal NULL is an absent value, as an empty field of a CSV file already is. */
function present(name: string, { format }: Reading): string {
  return format === 'csv'
    ? `NULLIF(${quote(name)}, 'NULL')`
    : `NULLIF(NULLIF({{cast(${quote(name)}, string)}}, ''), 'NULL')`
}

/**
 * A date as ISO 8601 (with or without a time), `MM/DD/YYYY`, `DD.MM.YYYY` or `YYYYMMDD`; anything else is an error. The two
 * spellings of every line come first and cost no regular expression.
 */
function day(text: string): string {
  const part = (pattern: string) => `{{regex_extract(${text}, '${pattern}')}}`
  const iso = (year: string, month: string, date: string) =>
    `CONCAT(${year}, '-', LPAD(${month}, 2, '0'), '-', LPAD(${date}, 2, '0'))`
  return `{{date(CASE
      WHEN SUBSTR(${text}, 3, 1) = '/' AND SUBSTR(${text}, 6, 1) = '/' THEN CONCAT(SUBSTR(${text}, 7, 4), '-', SUBSTR(${text}, 1, 2), '-', SUBSTR(${text}, 4, 2))
      WHEN SUBSTR(${text}, 5, 1) = '-' AND SUBSTR(${text}, 8, 1) = '-' THEN SUBSTR(${text}, 1, 10)
      WHEN {{regex_matches(${text}, '^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}')}} THEN ${iso(part('/([0-9]{4})'), part('^([0-9]{1,2})/'), part('^[0-9]{1,2}/([0-9]{1,2})/'))}
      WHEN {{regex_matches(${text}, '^[0-9]{1,2}[.][0-9]{1,2}[.][0-9]{4}')}} THEN ${iso(part('[.]([0-9]{4})'), part('^[0-9]{1,2}[.]([0-9]{1,2})[.]'), part('^([0-9]{1,2})[.]'))}
      WHEN {{regex_matches(${text}, '^[0-9]{8}$')}} THEN ${iso(`SUBSTR(${text}, 1, 4)`, `SUBSTR(${text}, 5, 2)`, `SUBSTR(${text}, 7, 2)`)}
      ELSE ${text} END)}}`
}

function recordId(columns: readonly MatchedColumn[], reading: Reading): string {
  const parts = columns
    .filter(({ column, names }) => IDENTITY.includes(column.target) && names.length > 0)
    .map(({ names }) => `COALESCE(${names.map((name) => present(name, reading)).join(', ')}, '')`)
  return `{{md5(CONCAT(${parts.join(", '|', ")}))}}`
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}

function literal(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}
