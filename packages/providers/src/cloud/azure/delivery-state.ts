import { addMonths, type Day } from '@cloudact/core/day'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { parseBillingStatus, type BillingStatus } from '../../billing-status.ts'
import { RAW_TABLE_OF } from './raw-tables.ts'

/** A month of one scope, as one integration reads it. */
export type MonthSlice = { readonly credentialId: string; readonly accountId: string; readonly period: Day }

/** What the warehouse holds of a month. */
export type DeliveryState = {
  readonly deliveryId: string
  readonly amortizedDeliveryId: string | null
  readonly firstSeenAt: string
  readonly status: BillingStatus
  readonly fullyInvoiced: boolean
  /** Billed amount per currency, decimal text. */
  readonly billed: ReadonlyMap<string, string>
}

/** Azure keeps a month open for up to five days after its end; from this day of the next month it is settled. */
const FINAL_FROM_DAY = 10

/** Null when the month has not been loaded. */
export async function readDeliveryState(
  context: ProcessorContext,
  slice: MonthSlice,
): Promise<DeliveryState | null> {
  const rows: Row[] = []
  for await (const batch of context.query({
    sql: `SELECT billing_currency AS currency, MIN(delivery_id) AS delivery_id, MIN(amortized_delivery_id) AS amortized_delivery_id,
        {{cast(MIN(delivery_first_seen_at), string)}} AS first_seen_at, MIN(billing_status) AS billing_status,
        COUNT(*) - COUNT(invoice_id) AS without_invoice, {{sum(cost_in_billing_currency)}} AS billed
      FROM {{table(${RAW_TABLE_OF.actual})}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND x_pipeline_run_date = {{date(@period)}}
      GROUP BY billing_currency`,
    parameters: { credential_id: slice.credentialId, account_id: slice.accountId, period: slice.period },
  })) {
    rows.push(...batch)
  }
  const [first] = rows
  if (!first) return null
  const amortized = first['amortized_delivery_id'] ?? null
  return {
    deliveryId: String(first['delivery_id']),
    amortizedDeliveryId: amortized === null ? null : String(amortized),
    firstSeenAt: String(first['first_seen_at']),
    status: parseBillingStatus(first['billing_status']),
    fullyInvoiced: rows.every((row) => Number(row['without_invoice']) === 0),
    billed: new Map(rows.map((row) => [String(row['currency']), String(row['billed'])])),
  }
}

/**
 * `open` while the month runs, `final` once every line has an invoice or the 10th of the next month has come, else
 * `provisional`. What was final stays final while the delivery is the same.
 */
export function billingStatus(period: Day, today: Day, same: DeliveryState | null): BillingStatus {
  const end = addMonths(period, 1)
  if (today < end) return 'open'
  if (same?.status === 'final' || same?.fullyInvoiced) return 'final'
  return today >= `${end.slice(0, 8)}${FINAL_FROM_DAY}` ? 'final' : 'provisional'
}
