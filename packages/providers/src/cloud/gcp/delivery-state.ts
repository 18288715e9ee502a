import { addMonths, type Day } from '@cloudact/core/day'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { parseBillingStatus, type BillingStatus } from '../../billing-status.ts'
import { RAW_TABLE } from './raw-table.ts'

/** An invoice month of one billing account, as one integration reads it. */
export type MonthSlice = { readonly credentialId: string; readonly accountId: string; readonly period: Day }

/** What the warehouse holds of a month. */
export type DeliveryState = {
  readonly deliveryId: string
  readonly firstSeenAt: string
  readonly status: BillingStatus
  /** Cost after credits per currency, decimal text. */
  readonly billed: ReadonlyMap<string, string>
}

/** From this day of the next month on an invoice month is settled; later adjustments restate it. */
const FINAL_FROM_DAY = 10

/** Null when the month has not been loaded. */
export async function readDeliveryState(
  context: ProcessorContext,
  { credentialId, accountId, period }: MonthSlice,
): Promise<DeliveryState | null> {
  const rows: Row[] = []
  for await (const batch of context.query({
    sql: `SELECT currency, MIN(delivery_id) AS delivery_id, {{cast(MIN(delivery_first_seen_at), string)}} AS first_seen_at,
        MIN(billing_status) AS billing_status, {{sum(cost + COALESCE(credits_total, {{decimal('0')}}))}} AS billed
      FROM {{table(${RAW_TABLE})}}
      WHERE x_credential_id = @credential_id AND x_cloud_account_id = @account_id AND x_pipeline_run_date = {{date(@period)}}
      GROUP BY currency`,
    parameters: { credential_id: credentialId, account_id: accountId, period },
  })) {
    rows.push(...batch)
  }
  const [first] = rows
  if (!first) return null
  return {
    deliveryId: String(first['delivery_id']),
    firstSeenAt: String(first['first_seen_at']),
    status: parseBillingStatus(first['billing_status']),
    billed: new Map(rows.map((row) => [String(row['currency']), String(row['billed'])])),
  }
}

/** `open` while the month runs, `final` from the 10th of the next month, else `provisional`. */
export function billingStatus(period: Day, today: Day): BillingStatus {
  const end = addMonths(period, 1)
  if (today < end) return 'open'
  return today >= `${end.slice(0, 8)}${FINAL_FROM_DAY}` ? 'final' : 'provisional'
}
