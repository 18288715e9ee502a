import type { Column, TableSchema } from '@cloudact/core/ports/warehouse'
import { AppError } from '@cloudact/core/errors'

/** Columns a FOCUS file must have to be read at all. */
const NEEDED = [
  'BilledCost',
  'BillingAccountId',
  'BillingCurrency',
  'BillingPeriodStart',
  'BillingPeriodEnd',
  'ChargeCategory',
  'ChargePeriodStart',
  'ChargePeriodEnd',
  'EffectiveCost',
  'ServiceName',
] as const

const STAMPED: Readonly<Record<string, string>> = {
  assembly_id: '@assembly_id',
  assembly_first_seen_at: '{{timestamp(@assembly_first_seen_at)}}',
  billing_status: '@billing_status',
  x_ingestion_id: '@assembly_id',
  x_cloud_provider: "'aws'",
  x_cloud_account_id: '@payer_account_id',
  payer_account_name: '@payer_account_name',
  billing_period_start: '{{day({{timestamp("BillingPeriodStart")}})}}',
}
const LINEAGE = new Set([
  'x_org_slug',
  'x_pipeline_id',
  'x_credential_id',
  'x_pipeline_run_date',
  'x_run_id',
  'x_ingested_at',
  'x_ingestion_date',
])

/**
 * The SELECT that loads an AWS FOCUS export as delivered. The table's schema is the list of columns: what the file
 * lacks becomes NULL, what the table does not know is left out.
 */
export function renderFocusRawSelect(
  schema: TableSchema,
  names: readonly string[],
  format: 'csv' | 'parquet',
): string {
  const actual = new Map(names.map((name) => [name.toLowerCase(), name]))
  const missing = NEEDED.filter((name) => !actual.has(name.toLowerCase()))
  if (missing.length > 0) {
    throw new AppError(
      'invalid_input',
      `The AWS FOCUS export lacks ${missing.join(', ')}. Add the columns to the export.`,
    )
  }
  const list = schema.columns
    .filter(({ name }) => !LINEAGE.has(name))
    .map(
      (column) =>
        `  ${STAMPED[column.name] ?? valueOf(column, actual.get(column.name.toLowerCase()), format)} AS "${column.name}"`,
    )
  return `SELECT\n${list.join(',\n')}\nFROM {{source}}`
}

function valueOf(column: Column, name: string | undefined, format: 'csv' | 'parquet'): string {
  if (name === undefined) return `{{cast(NULL, ${column.type === 'json' ? 'string' : column.type})}}`
  const quoted = `"${name.replaceAll('"', '""')}"`
  const present = `NULLIF(NULLIF(${quoted}, ''), 'NULL')`
  switch (column.type) {
    case 'decimal':
      return format === 'csv' ? `{{to_decimal(${present})}}` : `{{float_decimal(${quoted})}}`
    case 'timestamp':
      return `{{timestamp(${format === 'csv' ? present : quoted})}}`
    case 'json':
      return format === 'csv' ? present : `{{map_json(${quoted})}}`
    default:
      return present
  }
}
