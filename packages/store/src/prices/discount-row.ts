import type { NegotiatedDiscount } from '@cloudact/core/ports/price-terms'

export type DiscountRow = {
  readonly discount_id: string
  readonly provider: string
  readonly model: string
  readonly meter: string | null
  readonly discount_percent: string | null
  readonly discount_amount: string | null
  readonly currency: string | null
  readonly effective_from: string
  readonly effective_to: string | null
  readonly notes: string | null
}

export const DISCOUNT_COLUMNS = `discount_id, provider, model, meter, trim_scale(discount_percent) AS discount_percent,
  trim_scale(discount_amount) AS discount_amount, currency, effective_from, effective_to, notes`

export function toDiscount(row: DiscountRow): NegotiatedDiscount {
  return {
    discountId: row.discount_id,
    provider: row.provider,
    model: row.model,
    meter: row.meter,
    percent: row.discount_percent,
    amount: row.discount_amount,
    currency: row.currency,
    from: row.effective_from,
    to: row.effective_to,
    notes: row.notes,
  }
}
