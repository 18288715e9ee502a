import { addDays, formatDay, type Day } from '@cloudact/core/day'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { parseBillingStatus, type BillingStatus } from '../../billing-status.ts'

/** What the warehouse holds of one billing period of one credential. */
export type DeliveryState = {
  readonly deliveryId: string
  readonly firstSeenAt: string
  readonly status: BillingStatus
  readonly fullyInvoiced: boolean
  /** Billed amount per currency, decimal text. */
  readonly billed: ReadonlyMap<string, string>
}

const DAYS_UNCHANGED_UNTIL_FINAL = 14

/** Amount and invoice columns of the two raw tables. */
const RAW_TABLES = {
  cloud_aws_billing_raw_daily: {
    billed: 'COALESCE(net_unblended_cost, unblended_cost)',
    invoice: 'invoice_id',
    currency: 'currency',
  },
  cloud_aws_focus_raw_daily: { billed: 'BilledCost', invoice: 'InvoiceId', currency: 'BillingCurrency' },
} as const
export type RawTable = keyof typeof RAW_TABLES

/** Null when the period has not been loaded into that table. */
export async function readDeliveryState(
  context: ProcessorContext,
  table: RawTable,
  slice: { readonly credentialId: string; readonly accountId: string; readonly period: Day },
): Promise<DeliveryState | null> {
  const month = slice.period.slice(0, 7)
  const live = await context.slices(table)
  if (
    !live.some(
      (info) =>
        info.credentialId === slice.credentialId &&
        info.accountId === slice.accountId &&
        info.period === month,
    )
  ) {
    return null
  }
  const { billed, invoice, currency } = RAW_TABLES[table]
  const rows: Row[] = []
  for await (const batch of context.query({
    sql: `SELECT ${currency} AS currency, MIN(assembly_id) AS assembly_id,
        {{cast(MIN(assembly_first_seen_at), string)}} AS first_seen_at, MIN(billing_status) AS billing_status,
        COUNT(*) - COUNT(${invoice}) AS without_invoice, {{sum(${billed})}} AS billed
      FROM {{table(${table})}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND billing_period_start = {{date(@period)}}
      GROUP BY ${currency}`,
    parameters: { credential_id: slice.credentialId, account_id: slice.accountId, period: slice.period },
  })) {
    rows.push(...batch)
  }
  const [first] = rows
  if (!first) return null
  return {
    deliveryId: String(first['assembly_id']),
    firstSeenAt: String(first['first_seen_at']),
    status: parseBillingStatus(first['billing_status']),
    fullyInvoiced: rows.every((row) => Number(row['without_invoice']) === 0),
    billed: new Map(rows.map((row) => [String(row['currency']), String(row['billed'])])),
  }
}

/**
 * `open` while the month runs, `final` once every line has an invoice and the delivery has not changed for 14 days,
 * else `provisional`. A final month with an unchanged delivery stays final.
 */
export function billingStatus(
  period: Day,
  periodEnd: Day,
  today: Day,
  same: DeliveryState | null,
): BillingStatus {
  if (today < periodEnd) return 'open'
  if (same?.status === 'final') return 'final'
  const settled =
    same && addDays(formatDay(Date.parse(same.firstSeenAt)), DAYS_UNCHANGED_UNTIL_FINAL) <= today
  return settled && same.fullyInvoiced && period < periodEnd ? 'final' : 'provisional'
}
