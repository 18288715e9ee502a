import type { MeterType } from '../meter.ts'
import { matchesModel, specificity } from './model-pattern.ts'
import type { Price } from './price.ts'

export type PriceQuery = {
  readonly model: string
  readonly meter: MeterType
  readonly tier: string
  readonly band: string
  readonly region: string
  /** When it was used: a day or an instant, `2026-01-15T09:00:00Z`. */
  readonly at: string
}

export type PriceBook = {
  /**
   * The price of the most exact pattern that is valid at the time of use; the region's own price before the global
   * one. Undefined when there is none: an unknown price is never guessed from another tier, band or model.
   */
  find(query: PriceQuery): Price | undefined
}

export function createPriceBook(prices: readonly Price[]): PriceBook {
  const byThing = Map.groupBy(prices, ({ meter, tier, band }) => `${meter}|${tier}|${band}`)
  for (const group of byThing.values()) {
    group.sort(
      (a, b) =>
        specificity(b.model) - specificity(a.model) ||
        Number(a.region === 'global') - Number(b.region === 'global'),
    )
  }
  return {
    find({ model, meter, tier, band, region, at }) {
      return byThing
        .get(`${meter}|${tier}|${band}`)
        ?.find(
          (price) =>
            (price.region === region || price.region === 'global') &&
            (price.from === null || price.from <= at) &&
            (price.to === null || at < price.to) &&
            matchesModel(price.model, model),
        )
    },
  }
}
