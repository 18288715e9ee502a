import type { SeedRow } from '@cloudact/catalog/catalog'
import type { OwnPrice, OwnPriceKind } from '@cloudact/core/ports/price-terms'

export const OWN_SOURCE = 'your organization'

/** An organization's prices of one kind as rows of a price list, so that they are read like any other. */
export function ownList(prices: readonly OwnPrice[], kind: OwnPriceKind): SeedRow[] {
  return prices
    .filter((price) => price.kind === kind)
    .map((price) => ({
      price_id: price.priceId,
      model: price.model,
      meter: price.meter,
      tier: price.tier,
      band: price.band,
      min_tokens: price.minTokens === null ? '' : String(price.minTokens),
      region: price.region,
      time_window: price.timeWindow ?? '',
      unit: price.unit,
      price: price.price,
      currency: price.currency,
      effective_from: price.from,
      effective_to: price.to ?? '',
      source: OWN_SOURCE,
      checked_on: price.updatedAt.toISOString().slice(0, 10),
      note: price.notes ?? '',
    }))
}
