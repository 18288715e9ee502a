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
  // A day asks for the same few models thousands of times.
  const candidates = new Map<string, readonly Price[]>()
  const candidatesFor = ({ model, meter, tier, band, region }: PriceQuery): readonly Price[] => {
    const thing = `${meter}|${tier}|${band}`
    const key = `${thing}|${region}|${model}`
    const known = candidates.get(key)
    if (known) return known
    const found = (byThing.get(thing) ?? []).filter(
      (price) => (price.region === region || price.region === 'global') && matchesModel(price.model, model),
    )
    candidates.set(key, found)
    return found
  }
  return {
    find: (query) =>
      candidatesFor(query).find(
        ({ from, to }) => (from === null || from <= query.at) && (to === null || query.at < to),
      ),
  }
}
