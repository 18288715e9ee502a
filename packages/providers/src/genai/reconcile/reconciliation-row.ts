import { createHash } from 'node:crypto'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { ExplainedGap, GapReason } from './explain-gap.ts'
import type { GapKey } from './gap-key.ts'

export type ReconciliationContext = {
  readonly provider: string
  readonly accountId: string
  readonly day: string
  readonly settled: boolean
  readonly projectNames: ReadonlyMap<string, string>
}

/** Rows of `genai_cost_reconciliation_daily`: one per reason, or one without a reason when there is no gap. */
export function reconciliationRows(key: GapKey, gap: ExplainedGap, context: ReconciliationContext): Row[] {
  const total = gap.vendorCost.minus(gap.pricedCost)
  const reasons: readonly { reason: GapReason | null; amount: Decimal }[] =
    gap.reasons.length > 0 ? gap.reasons : [{ reason: null, amount: new Decimal(0) }]
  const lineItems = [...new Set(key.vendor.map((line) => line.lineItem).filter((item) => item !== null))]
  const example = key.priced[0] ?? key.unpriced[0] ?? key.vendor[0]
  return reasons.map(({ reason, amount }) => ({
    cost_date: context.day,
    provider: context.provider,
    billing_account_id: context.accountId,
    project_id: key.projectId,
    project_name: key.projectId === null ? null : (context.projectNames.get(key.projectId) ?? null),
    gap_key: key.name,
    line_item: lineItems.length > 0 ? lineItems.join(' + ') : null,
    model: key.level === 'project' ? null : (example?.model ?? null),
    service_tier: key.level === 'meter' ? (example?.tier ?? null) : null,
    currency: key.currency,
    vendor_cost: toMoneyText(gap.vendorCost),
    priced_cost: toMoneyText(gap.pricedCost),
    gap: toMoneyText(total),
    gap_reason: reason,
    reason_amount: toMoneyText(amount),
    settled: context.settled,
    x_source_record_id: `${context.provider}/gap/${context.day}/${digest([key.name, key.currency, reason])}`,
    x_genai_provider: context.provider,
  }))
}

function digest(identity: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)
}
