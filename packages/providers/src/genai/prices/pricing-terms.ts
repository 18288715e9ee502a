import type { Decimal } from '@cloudact/core/decimal'
import type { NegotiatedDiscount, PriceTerms } from '@cloudact/core/ports/price-terms'
import { type AgreedPrice, lessDiscount, lessPercent } from './agreed-price.ts'
import { layerPriceBooks } from './layered-price-book.ts'
import { loadPrices } from './load-prices.ts'
import { matchesModel, specificity } from './model-pattern.ts'
import { ownList } from './own-list.ts'
import { byExactness, createPriceBook, type PriceBook, type PriceQuery } from './price-book.ts'
import type { Price } from './price.ts'

const OWN_LIST = "the organization's prices"
const NO_TERMS: PriceTerms = { prices: [], discounts: [] }

export type PricingTerms = {
  /** List prices: custom ones and the catalogue's; where neither has one, an override stands in for it. */
  readonly book: PriceBook
  /** What the organization pays for a list price that `book` found. */
  agreed(price: Price, query: PriceQuery): AgreedPrice
}

/**
 * An organization's terms over a provider's price list. The more exact price counts (a full name before a pattern, a
 * region before global); of equally exact ones override, custom, catalogue in this order. Without an override the list
 * price is lowered by the most exact discount of the day, else by the integration's percentage: never by both.
 * Throws `config_invalid` for terms that contradict each other.
 */
export function createPricingTerms(
  catalogue: PriceBook,
  discountPercent: Decimal,
  { prices, discounts }: PriceTerms = NO_TERMS,
): PricingTerms {
  const custom = loadPrices(ownList(prices, 'custom'), OWN_LIST)
  const override = loadPrices(ownList(prices, 'override'), OWN_LIST)
  const customIds = new Set(custom.map((price) => price.priceId))
  const overrideIds = new Set(override.map((price) => price.priceId))
  const overrides = createPriceBook(override)
  const lists = custom.length === 0 ? catalogue : layerPriceBooks(createPriceBook(custom), catalogue)
  const book: PriceBook =
    override.length === 0 ? lists : { find: (query) => lists.find(query) ?? overrides.find(query) }
  const agreedLists = discounts.toSorted(mostExactDiscountFirst)

  return {
    book,
    agreed(price, query) {
      if (overrideIds.has(price.priceId))
        return { unitPrice: price.unitPrice, source: 'override', termId: price.priceId }
      const replaced = overrides.find({ ...query, currency: price.currency })
      if (replaced && replacesList(replaced, price))
        return { unitPrice: replaced.unitPrice, source: 'override', termId: replaced.priceId }
      const discount = agreedLists.find((one) => covers(one, price, query))
      if (discount)
        return { unitPrice: lessDiscount(price, discount), source: 'discount', termId: discount.discountId }
      const listed = customIds.has(price.priceId) ? 'custom' : 'catalogue'
      return discountPercent.isZero()
        ? { unitPrice: price.unitPrice, source: listed, termId: null }
        : { unitPrice: lessPercent(price, discountPercent), source: 'discount', termId: null }
    },
  }
}

/** An override of some hours is one of that window's price, not of a price that holds all day. */
function replacesList(override: Price, list: Price): boolean {
  const sameHours = override.window === null || override.timeOfDay === list.timeOfDay
  return sameHours && byExactness(override, list) <= 0
}

function covers(discount: NegotiatedDiscount, price: Price, { model, meter, at }: PriceQuery): boolean {
  return (
    discount.from <= at &&
    (discount.to === null || at < discount.to) &&
    (discount.meter === null || discount.meter === meter) &&
    (discount.currency === null || discount.currency === price.currency) &&
    matchesModel(discount.model, model)
  )
}

function mostExactDiscountFirst(a: NegotiatedDiscount, b: NegotiatedDiscount): number {
  return specificity(b.model) - specificity(a.model) || Number(a.meter === null) - Number(b.meter === null)
}
