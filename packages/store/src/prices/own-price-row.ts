import type { OwnPrice, OwnPriceKind } from '@cloudact/core/ports/price-terms'

export type OwnPriceRow = {
  readonly price_id: string
  readonly kind: OwnPriceKind
  readonly provider: string
  readonly model: string
  readonly meter: string
  readonly service_tier: string
  readonly context_band: string
  readonly min_tokens: string | null
  readonly region: string
  readonly time_window: string | null
  readonly unit: string
  readonly currency: string
  readonly price: string
  readonly effective_from: string
  readonly effective_to: string | null
  readonly notes: string | null
  readonly updated_at: Date
}

export const OWN_PRICE_COLUMNS = `price_id, kind, provider, model, meter, service_tier, context_band, min_tokens, region, time_window, unit,
  currency, trim_scale(price) AS price, effective_from, effective_to, notes, updated_at`

/** What makes two prices prices of one thing: `$1`–`$9` are those of `thingParameters`. */
export const SAME_THING = `org_slug = $1 AND kind = $2 AND provider = $3 AND model = $4 AND meter = $5 AND service_tier = $6
  AND context_band = $7 AND region = $8 AND currency = $9`

export function toOwnPrice(row: OwnPriceRow): OwnPrice {
  return {
    priceId: row.price_id,
    kind: row.kind,
    provider: row.provider,
    model: row.model,
    meter: row.meter,
    tier: row.service_tier,
    band: row.context_band,
    minTokens: row.min_tokens === null ? null : Number(row.min_tokens),
    region: row.region,
    timeWindow: row.time_window,
    unit: row.unit,
    currency: row.currency,
    price: row.price,
    from: row.effective_from,
    to: row.effective_to,
    notes: row.notes,
    updatedAt: row.updated_at,
  }
}
