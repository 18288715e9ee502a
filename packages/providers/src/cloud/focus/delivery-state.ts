import type { Row } from '@cloudact/core/ports/warehouse'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { parseBillingStatus, type BillingStatus } from '../../billing-status.ts'

/** What was last imported of a month. */
export type ImportedMonth = { readonly deliveryId: string; readonly status: BillingStatus }

/** Null when the month has never been imported by this integration. */
export async function readImportedMonth(
  context: ProcessorContext,
  credentialId: string,
  month: string,
): Promise<ImportedMonth | null> {
  const live = await context.slices('focus_deliveries')
  if (!live.some((slice) => slice.credentialId === credentialId && slice.period === month)) return null
  const rows: Row[] = []
  for await (const batch of context.query({
    sql: `SELECT delivery_id, billing_status FROM {{table(focus_deliveries)}}
      WHERE x_credential_id = @credential_id AND billing_month = {{date(@month_start)}}`,
    parameters: { credential_id: credentialId, month_start: `${month}-01` },
  }))
    rows.push(...batch)
  const [first] = rows
  if (!first) return null
  return {
    deliveryId: String(first['delivery_id']),
    status: parseBillingStatus(first['billing_status']),
  }
}

/** Billed amount per account and currency of a month as imported, decimal text by `account|currency`. */
export async function readBilled(
  context: ProcessorContext,
  credentialId: string,
  month: string,
): Promise<ReadonlyMap<string, string>> {
  const billed = new Map<string, string>()
  for await (const batch of context.query({
    sql: `SELECT BillingAccountId AS account, BillingCurrency AS currency, {{sum(BilledCost)}} AS billed FROM {{table(focus_raw)}}
      WHERE x_credential_id = @credential_id AND billing_month = {{date(@month_start)}} GROUP BY BillingAccountId, BillingCurrency`,
    parameters: { credential_id: credentialId, month_start: `${month}-01` },
  })) {
    for (const row of batch)
      billed.set(`${String(row['account'])}|${String(row['currency'])}`, String(row['billed']))
  }
  return billed
}
