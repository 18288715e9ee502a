import { createHash } from 'node:crypto'
import { parseDecimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { VendorCost } from './payg-adapter.ts'

/** A vendor's cost line as a row of `genai_vendor_costs_daily`. */
export function vendorCostRow(cost: VendorCost, provider: string, accountId: string, settled: boolean): Row {
  const metered = cost.meaning.kind === 'metered' ? cost.meaning : undefined
  const identity = JSON.stringify([cost.projectId, cost.apiKeyId, cost.lineItem, cost.currency])
  return {
    cost_date: cost.day,
    provider,
    billing_account_id: accountId,
    project_id: cost.projectId,
    api_key_id: cost.apiKeyId,
    line_item: cost.lineItem,
    amount: toMoneyText(parseDecimal(cost.amount)),
    currency: cost.currency,
    quantity: cost.quantity === null ? null : toMoneyText(parseDecimal(cost.quantity)),
    quantity_unit: cost.quantityUnit,
    line_kind: cost.meaning.kind,
    model: metered?.model ?? null,
    meter: metered?.meter ?? null,
    service_tier: metered?.tier ?? null,
    context_band: metered?.contextBand ?? null,
    region: metered?.region ?? null,
    settled,
    x_source_record_id: `${provider}/costs/${cost.day}/${createHash('sha256').update(identity).digest('hex').slice(0, 16)}`,
    x_genai_provider: provider,
  }
}
