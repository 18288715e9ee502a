import { AppError } from '@cloudact/core/errors'
import type { ParquetType } from '../files/parquet-type.ts'
import type { ExportFields, ExportFormat } from './export-file.ts'
import { EXPORT_COLUMNS, UNREAD, type ColumnKind, type ExportColumn } from './export-columns.ts'

/** Fields of all files together, and how the files are written. */
export type ExportShape = { readonly format: ExportFormat; readonly fields: ExportFields }

/** Facts about the delivery and the month, the same on every row. */
const STAMPED = [
  ['invoice_period_start', '{{timestamp(@invoice_start)}}'],
  ['invoice_period_end', '{{timestamp(@invoice_end)}}'],
  ['billing_account_name', '@account_name'],
  ['delivery_id', '@delivery_id'],
  ['delivery_first_seen_at', '{{timestamp(@delivery_first_seen_at)}}'],
  ['billing_status', '@billing_status'],
  ['x_cloud_provider', "'gcp'"],
  ['x_cloud_account_id', '@account_id'],
] as const

/** Fields that together tell one line from the others; Google numbers them not. */
const IDENTITY = [
  'billing_account_id',
  'invoice_month',
  'cost_type',
  'service_id',
  'sku_id',
  'usage_start_time',
  'usage_end_time',
  'project_id',
  'resource_name',
  'resource_global_name',
  'location_zone',
  'location_region',
  'price_tier_start_amount',
  'consumption_model_id',
  'adjustment_id',
  'usage_amount',
  'cost',
  'credits_json',
  'labels_json',
  'export_time',
]

const TYPE_OF_KIND: Readonly<Record<ColumnKind, string>> = {
  text: 'string',
  amount: 'decimal',
  time: 'timestamp',
  json: 'string',
}

/** Fields nobody here knows: nothing is read from them. */
export function unknownFields({ fields }: ExportShape): readonly string[] {
  const known = new Set([...EXPORT_COLUMNS.flatMap((column) => namesOf(column)), ...UNREAD])
  const records = EXPORT_COLUMNS.flatMap(({ path }) => (path.includes('.') ? [path.split('.')[0]] : []))
  // A record that is null in every line of a JSON file shows as a field of its own.
  return [...fields.keys()].filter((name) => !known.has(name) && !records.includes(name))
}

/** Throws `invalid_input` listing what files lack to be a billing export. */
export function refuseOtherThanExport(fields: ExportFields, file: string): void {
  const missing = EXPORT_COLUMNS.filter((column) => column.needed && nameOfField(column, fields) === null)
  if (missing.length === 0) return
  throw new AppError(
    'invalid_input',
    `"${file}" is no export of Google Cloud's billing table: it lacks ${missing.map(({ path }) => path).join(', ')}. ` +
      'Every month was left as it was. Export the table gcp_billing_export_v1_… or gcp_billing_export_resource_v1_… with all its columns.',
  )
}

/** Account and invoice month of a line, as SQL over the source. */
export function sliceOfLine(shape: ExportShape): { readonly account: string; readonly month: string } {
  return { account: valueOf('billing_account_id', shape), month: valueOf('invoice_month', shape) }
}

/** The one SELECT that turns the files' lines (`{{source}}`) of one account and invoice month into raw rows. */
export function renderRawSelect(shape: ExportShape): string {
  const { account, month } = sliceOfLine(shape)
  const columns = [
    ...EXPORT_COLUMNS.map((column) => [column.target, expression(column, shape)] as const),
    ...STAMPED,
  ].map(([target, sql]) => `    ${sql} AS ${target}`)
  const parts = IDENTITY.map((name) => `COALESCE({{cast(${name}, string)}}, '')`)
  return `SELECT
  line.*,
  (SELECT {{sum({{to_decimal({{json_text(credit, '$.amount')}})}})}} FROM {{each_element(line.credits_json, credit)}}) AS credits_total,
  {{md5(CONCAT(${parts.join(", '|', ")}))}} AS x_source_record_id
FROM (
  SELECT
${columns.join(',\n')}
  FROM {{source}}
  WHERE ${account} = @account_id AND ${month} = @invoice_month
) AS line`
}

function valueOf(target: string, shape: ExportShape): string {
  const column = EXPORT_COLUMNS.find((each) => each.target === target)
  if (!column) throw new AppError('config_invalid', `The billing export has no column for ${target}.`)
  return expression(column, shape)
}

function expression(column: ExportColumn, shape: ExportShape): string {
  const found = nameOfField(column, shape.fields)
  const type = found === null ? undefined : shape.fields.get(found)
  if (found === null || !type || type.kind === 'nothing')
    return `{{cast(NULL, ${TYPE_OF_KIND[column.kind]})}}`
  if (shape.format === 'ndjson')
    return column.kind === 'json'
      ? arrayOf(`{{json_part(json, '$.${column.path}')}}`)
      : typed(column.kind, `{{json_text(json, '$.${column.path}')}}`, type)
  const quoted = shape.format === 'csv' ? quote(found) : found.split('.').map(quote).join('.')
  return column.kind === 'json'
    ? arrayOf(`{{nested_json(${quoted})}}`)
    : typed(column.kind, shape.format === 'csv' ? `NULLIF(${quoted}, '')` : quoted, type)
}

/** No elements are no array. */
function arrayOf(sql: string): string {
  return `NULLIF(${sql}, '[]')`
}

function typed(kind: ColumnKind, sql: string, type: ParquetType): string {
  switch (kind) {
    case 'amount':
      if (type.kind === 'float') return `{{float_decimal(${sql})}}`
      // A cast to fewer decimals would round half away from zero; text rounds half-even.
      return type.kind === 'decimal' && type.scale <= 12 ? sql : `{{to_decimal({{cast(${sql}, string)}})}}`
    case 'time':
      return type.kind === 'time' ? `{{timestamp(${sql})}}` : `{{timestamp(REPLACE(${sql}, ' UTC', 'Z'))}}`
    default:
      return `NULLIF({{cast(${sql}, string)}}, '')`
  }
}

/** The files' field for a column: by its path, or flattened as `service_id`. */
function nameOfField(column: ExportColumn, fields: ExportFields): string | null {
  return namesOf(column).find((name) => fields.has(name)) ?? null
}

function namesOf({ path, target }: ExportColumn): readonly string[] {
  return [path, path.replaceAll('.', '_'), target]
}

function quote(name: string): string {
  return `"${name.replaceAll('"', '""')}"`
}
