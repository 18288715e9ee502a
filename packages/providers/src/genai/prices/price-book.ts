import type { MeterType } from '../meter.ts'
import { matchesModel, specificity } from './model-pattern.ts'
import type { Price } from './price.ts'
import { inWindow } from './time-window.ts'

export type PriceQuery = {
  readonly model: string
  readonly meter: MeterType
  readonly tier: string
  readonly band: string
  readonly region: string
  /** When it was used: a day or an instant, `2026-01-15T09:00:00Z`. A day stands for its first instant. */
  readonly at: string
  /** The currency the account is billed in. Unknown: USD where the vendor has several lists. */
  readonly currency?: string | null
}

export type PriceBook = {
  /**
   * The price of the most exact pattern that is valid at the time of use; the region's own price before the global
   * one, the price of a time window before that of other times. Undefined when there is none: an unknown price is
   * never guessed from another tier, band or model, nor from a day whose hours have different prices.
   */
  find(query: PriceQuery): Price | undefined
}

export function createPriceBook(prices: readonly Price[]): PriceBook {
  const byThing = Map.groupBy(prices, ({ meter, tier, band }) => `${meter}|${tier}|${band}`)
  // Sorted when first asked for: most lists are never asked about most of what they hold.
  const sorted = new Set<string>()
  const pricesOf = (thing: string): readonly Price[] => {
    const group = byThing.get(thing) ?? []
    if (!sorted.has(thing)) {
      group.sort(mostExactFirst)
      sorted.add(thing)
    }
    return group
  }
  // A day asks for the same few models thousands of times.
  const candidates = new Map<string, readonly Price[]>()
  const candidatesFor = ({ model, meter, tier, band, region, currency }: PriceQuery): readonly Price[] => {
    const thing = `${meter}|${tier}|${band}`
    const key = `${thing}|${region}|${currency ?? ''}|${model}`
    const known = candidates.get(key)
    if (known) return known
    const found = pricesOf(thing).filter(
      (price) =>
        (price.region === region || price.region === 'global') &&
        (currency === undefined || currency === null || price.currency === currency) &&
        matchesModel(price.model, model),
    )
    candidates.set(key, found)
    return found
  }
  return {
    find(query) {
      for (const price of candidatesFor(query)) {
        if (price.from !== null && price.from > query.at) continue
        if (price.to !== null && query.at >= price.to) continue
        if (price.window === null) return price
        const inside = inWindow(price.window, query.at)
        if (inside === undefined) return undefined
        if (inside) return price
      }
      return undefined
    },
  }
}

/** Negative where `a` is the more exact: the fuller name, a region before global, then USD before other currencies. */
export function byExactness(a: Price, b: Price): number {
  return (
    specificity(b.model) - specificity(a.model) ||
    Number(a.region === 'global') - Number(b.region === 'global') ||
    Number(a.currency !== 'USD') - Number(b.currency !== 'USD')
  )
}

function mostExactFirst(a: Price, b: Price): number {
  return byExactness(a, b) || Number(a.window === null) - Number(b.window === null)
}
