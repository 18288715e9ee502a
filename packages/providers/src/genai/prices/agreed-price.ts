import { Decimal } from '@cloudact/core/decimal'
import type { NegotiatedDiscount } from '@cloudact/core/ports/price-terms'
import type { Price } from './price.ts'

/** Whose price it is: the shipped list's, a custom one, one that replaces it, or a list price less a discount. */
export type PriceSource = 'catalogue' | 'custom' | 'override' | 'discount'

/** What the organization pays for a list price. */
export type AgreedPrice = {
  readonly unitPrice: Decimal
  readonly source: PriceSource
  /** The override or discount that made it; null where the list price counts, or the integration's discount. */
  readonly termId: string | null
}

/** Places a derived price keeps at least: with fewer, quantities in millions would lose single tokens (75 §1.5). */
const DERIVED_PLACES = 6

/** The list price less a percentage. */
export function lessPercent(price: Price, percent: Decimal): Decimal {
  return derived(price, price.unitPrice.times(new Decimal(100).minus(percent)).div(100))
}

/** The list price less a negotiated discount; an amount larger than the price leaves 0, for prices are never negative. */
export function lessDiscount(price: Price, discount: NegotiatedDiscount): Decimal {
  if (discount.percent !== null) return lessPercent(price, new Decimal(discount.percent))
  return derived(price, Decimal.max(price.unitPrice.minus(discount.amount ?? '0'), 0))
}

function derived(price: Price, unitPrice: Decimal): Decimal {
  const places = Math.max(DERIVED_PLACES, price.unitPrice.decimalPlaces())
  return unitPrice.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN)
}
