import type { Row } from '@cloudact/core/ports/warehouse'
import { type FocusDay, focusRow } from './focus-row.ts'

/**
 * One reason of a settled gap as a FOCUS row (75 §3.2): an Adjustment whose four costs are the difference, so that the
 * day's BilledCost equals the vendor's figure and savings stay 0. Undefined when there is nothing to adjust.
 */
export function focusTrueUpRow(gap: Row, day: FocusDay): Row | undefined {
  const amount = String(gap['reason_amount'] ?? '')
  if (gap['settled'] !== true || gap['gap_reason'] === null || gap['gap_reason'] === undefined)
    return undefined
  const lineItem = gap['line_item'] ?? gap['gap_key'] ?? ''
  return focusRow(
    day,
    { id: gap['project_id'] ?? null, name: gap['project_name'] ?? null },
    {
      currency: String(gap['currency'] ?? ''),
      billed: amount,
      effective: amount,
      list: amount,
      contracted: amount,
    },
    {
      ChargeCategory: 'Adjustment',
      ChargeDescription: `Difference between billed and priced usage: ${String(lineItem)}`,
      x_charge_origin: 'vendor_true_up',
      x_billed_source: 'vendor_cost_api',
      x_vendor_cost: gap['vendor_cost'] ?? null,
      x_priced_cost: gap['priced_cost'] ?? null,
      x_gap_reason: gap['gap_reason'],
      x_gap_key: gap['gap_key'] ?? null,
      x_genai_model: gap['model'] ?? null,
      x_service_tier: gap['service_tier'] ?? null,
      x_source_system: 'genai_cost_reconciliation_daily',
      x_source_record_id: gap['x_source_record_id'] ?? null,
    },
  )
}
