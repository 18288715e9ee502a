import type { Discount, OwnPrice, OwnTerms, PublishedModel } from '../../api/shapes.ts'
import { discountOf } from './discount-of.ts'
import { lessDiscount } from './less-discount.ts'
import { thingKey, type PriceThing } from './price-thing.ts'

export type PriceSource = 'catalogue' | 'custom' | 'override' | 'discount'

/** One price in force: what the list asks and what the organization pays. */
export type PriceLine = PriceThing & {
  /** Id of the list price; what an override is set on. */
  readonly priceId: string
  readonly minTokens: number | null
  /** Decimal text, per unit; null when the thing has an override and no list price. */
  readonly list: string | null
  readonly pays: string
  readonly source: PriceSource
  /** The custom price, override or discount behind it. */
  readonly custom: OwnPrice | undefined
  readonly override: OwnPrice | undefined
  readonly discount: Discount | undefined
  /** Of the list price; null is unbounded. */
  readonly from: string | null
  readonly to: string | null
  /** Who says so, and the day it was last seen; empty for prices of the organization. */
  readonly listedBy: string
  readonly checkedOn: string
}

type Listed = Omit<PriceLine, 'pays' | 'source' | 'override' | 'discount'>

/** As published lists name the organization's own prices, which are read fresh instead. */
const OWN_PRICE = /^(cus|ovr)_/

/**
 * The prices in force on a UTC day: published lists with the organization's own terms of this moment over them, by
 * the order in which runs price (docs/prices.md): override, else discount, else the list price, which is a custom
 * price where there is one. An integration's own percentage is not known here.
 */
export function priceLines(models: readonly PublishedModel[], own: OwnTerms, day: string): PriceLine[] {
  const inForce = own.prices.filter((price) => holdsOn(price, day))
  const overrides = byThing(inForce.filter(({ kind }) => kind === 'override'))
  const discounts = own.discounts.filter((discount) => holdsOn(discount, day))
  const lists = new Map<string, Listed>()
  for (const line of models.flatMap(published)) lists.set(thingKey(line), line)
  for (const price of inForce) if (price.kind === 'custom') lists.set(thingKey(price), customLine(price))
  for (const [key, price] of overrides)
    if (!lists.has(key)) lists.set(key, { ...customLine(price), list: null, custom: undefined })
  return [...lists.values()].map((line) => withTerms(line, overrides, discounts)).toSorted(byName)
}

function withTerms(
  line: Listed,
  overrides: ReadonlyMap<string, OwnPrice>,
  discounts: readonly Discount[],
): PriceLine {
  // An override for all hours also counts in the hours of a window that has none of its own.
  const override = overrides.get(thingKey(line)) ?? overrides.get(thingKey({ ...line, time_window: null }))
  if (override) return { ...line, pays: override.price, source: 'override', override, discount: undefined }
  const list = line.list ?? '0'
  const discount = discountOf(line, discounts)
  if (discount) return { ...line, pays: lessDiscount(list, discount), source: 'discount', override, discount }
  return { ...line, pays: list, source: line.custom ? 'custom' : 'catalogue', override, discount }
}

function published({ provider, model, region, currency, prices }: PublishedModel): Listed[] {
  return prices
    .filter(({ price_id: id }) => !OWN_PRICE.test(id))
    .map((price) => ({
      ...{ provider, model, region, currency },
      meter: price.meter,
      service_tier: price.service_tier,
      context_band: price.context_band,
      time_window: price.time_window,
      unit: price.unit,
      priceId: price.price_id,
      minTokens: price.min_tokens,
      list: price.price,
      custom: undefined,
      from: price.effective_from,
      to: price.effective_to,
      listedBy: price.source,
      checkedOn: price.checked_on,
    }))
}

function customLine(price: OwnPrice): Listed {
  return {
    ...price,
    priceId: price.price_id,
    minTokens: null,
    list: price.price,
    custom: price,
    from: price.effective_from,
    to: price.effective_to,
    listedBy: '',
    checkedOn: '',
  }
}

function byThing(prices: readonly OwnPrice[]): ReadonlyMap<string, OwnPrice> {
  return new Map(prices.map((price) => [thingKey(price), price]))
}

/** Whether a term holds on a UTC day; its end is the first day it does not. */
export function holdsOn(term: Pick<OwnPrice, 'effective_from' | 'effective_to'>, day: string): boolean {
  return term.effective_from <= day && (term.effective_to === null || day < term.effective_to)
}

function byName(a: PriceLine, b: PriceLine): number {
  return compareText(a.provider, b.provider) || compareText(a.model, b.model)
}

/** Thousands of lines are sorted at once; comparing by a locale takes a hundred times as long. */
function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
