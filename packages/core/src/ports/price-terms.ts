import type { Day } from '../day.ts'
import type { OrgSlug } from '../org-slug.ts'

/** `override`: what the organization pays for something with a list price. `custom`: a list price only it has. */
export const OWN_PRICE_KINDS = ['override', 'custom'] as const
export type OwnPriceKind = (typeof OWN_PRICE_KINDS)[number]

/** A price of an organization. Columns of a price list describe it (`docs/prices.md`); valid from `from` to before `to`. */
export type OwnPrice = {
  readonly priceId: string
  readonly kind: OwnPriceKind
  readonly provider: string
  readonly model: string
  readonly meter: string
  readonly tier: string
  readonly band: string
  readonly minTokens: number | null
  readonly region: string
  readonly timeWindow: string | null
  /** Pricing unit of the meter. */
  readonly unit: string
  readonly currency: string
  /** Decimal text per unit, ≥ 0. */
  readonly price: string
  readonly from: Day
  /** Null: until further notice. */
  readonly to: Day | null
  readonly notes: string | null
  readonly updatedAt: Date
}

/** What an organization pays less than the list says: a percentage, or an amount per pricing unit. */
export type NegotiatedDiscount = {
  readonly discountId: string
  readonly provider: string
  /** A pattern as in a price list; `*` is every model. */
  readonly model: string
  /** Null: every meter. An amount names one, because units differ. */
  readonly meter: string | null
  /** Decimal text, 0–100; null when it is an amount. */
  readonly percent: string | null
  /** Decimal text per pricing unit; null when it is a percentage. */
  readonly amount: string | null
  /** Currency of the amount. */
  readonly currency: string | null
  readonly from: Day
  readonly to: Day | null
  readonly notes: string | null
}

export type PriceTerms = {
  readonly prices: readonly OwnPrice[]
  readonly discounts: readonly NegotiatedDiscount[]
}

/** Where a run learns what its organization agreed with a provider. */
export interface PriceTermsSource {
  termsOf(org: OrgSlug, provider: string): Promise<PriceTerms>
}
