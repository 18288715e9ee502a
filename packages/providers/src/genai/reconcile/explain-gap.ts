import { Decimal, MONEY_SCALE } from '@cloudact/core/decimal'
import { METERS } from '../meter.ts'
import type { PriceBook } from '../prices/price-book.ts'
import type { GapKey } from './gap-key.ts'
import type { VendorLine } from './vendor-line.ts'

/** Why billed and priced differ, in the order they are tried (75 §3.2 d). */
export type GapReason =
  | 'unpriced_usage'
  | 'no_usage_record'
  | 'not_in_cost_api'
  | 'late_usage'
  | 'tier_mismatch'
  | 'free_tier'
  | 'credit'
  | 'price_difference'
  | 'unmapped_line_item'
  | 'rounding'
  | 'unexplained'

export type ExplainedGap = {
  readonly vendorCost: Decimal
  readonly pricedCost: Decimal
  /** Add up to vendorCost − pricedCost exactly; empty when that is 0. */
  readonly reasons: readonly { readonly reason: GapReason; readonly amount: Decimal }[]
}

const ROUNDING_AMOUNT = new Decimal('0.01')
const ROUNDING_SHARE = new Decimal('0.001')
/** Vendors give quantities in their own unit with few decimals. */
const QUANTITY_TOLERANCE = new Decimal('0.000001')
const OTHER_TIERS = ['standard', 'batch', 'flex', 'priority']
/** The vendor grants a free amount, so it bills less of these than was used. */
const FREE_ALLOWANCE = new Set(['vector_storage'])

/** Splits the gap of a key by reason. `day` is when it was used. */
export function explainGap(key: GapKey, book: PriceBook, day: string): ExplainedGap {
  const vendorCost = sum(key.vendor.map((line) => line.amount))
  const pricedCost = sum(key.priced.map((line) => line.pricing?.contractedCost ?? new Decimal(0)))
  const reasons: { reason: GapReason; amount: Decimal }[] = []
  let rest = vendorCost.minus(pricedCost)
  const take = (reason: GapReason, amount: Decimal): void => {
    if (amount.isZero()) return
    reasons.push({ reason, amount })
    rest = rest.minus(amount)
  }
  const whole = wholeGapReason(key, rest)
  if (whole) {
    take(whole, rest)
  } else {
    if (key.level === 'meter') {
      take(...quantityPart(key, pricedCost, rest))
      take('tier_mismatch', tierPart(key, book, day, vendorCost, rest))
    }
    take(lastReason(key, vendorCost, rest), rest)
  }
  return { vendorCost, pricedCost, reasons }
}

/** Cases in which one reason explains everything. */
function wholeGapReason(key: GapKey, gap: Decimal): GapReason | undefined {
  const [first] = key.vendor
  if (key.unpriced.length > 0 && gap.isPositive()) return 'unpriced_usage'
  if (key.priced.length === 0 && key.unpriced.length === 0 && first) {
    if (first.kind === 'credit') return 'credit'
    return first.kind === 'metered' ? 'no_usage_record' : 'unmapped_line_item'
  }
  return first ? undefined : 'not_in_cost_api'
}

/** Money of usage that only one side counted: records that arrived later, or a free allowance. */
function quantityPart(key: GapKey, pricedCost: Decimal, gap: Decimal): [GapReason, Decimal] {
  const billed = billedQuantity(key.vendor)
  const used = sum(key.priced.map((line) => line.quantity))
  if (billed === null || used.isZero()) return ['late_usage', new Decimal(0)]
  const difference = billed.minus(used)
  if (difference.abs().lessThanOrEqualTo(used.times(QUANTITY_TOLERANCE)))
    return ['late_usage', new Decimal(0)]
  const [meter] = key.priced.map((line) => line.meter)
  if (meter && FREE_ALLOWANCE.has(meter) && difference.isNegative()) return ['free_tier', gap]
  return ['late_usage', round(pricedCost.times(difference).div(used))]
}

/** Money of tokens billed at another published tier or at the long-context rate, which the usage report does not tell. */
function tierPart(key: GapKey, book: PriceBook, day: string, vendorCost: Decimal, rest: Decimal): Decimal {
  const [usage] = key.priced
  if (!usage?.pricing || rest.isZero()) return new Decimal(0)
  const { currency } = usage.pricing.price
  const price = (tier: string, band: string) =>
    book.find({ ...usage, tier, band, currency, at: day })?.unitPrice
  const per = METERS[usage.meter].consumedPerPricingUnit
  const atOtherBand = sum(
    key.vendor
      .filter((line) => line.band !== usage.band)
      .map((line) => {
        const other = price(usage.tier, line.band)
        const difference =
          other && usage.pricing ? other.minus(usage.pricing.price.unitPrice) : new Decimal(0)
        return (line.quantity ?? new Decimal(0)).times(difference).div(per)
      }),
  )
  if (!atOtherBand.isZero())
    return isRounding(rest.minus(atOtherBand), vendorCost) ? rest : round(atOtherBand)
  // A bill without quantities is for what was used, as far as anybody can tell.
  const billed = billedQuantity(key.vendor) ?? sum(key.priced.map((line) => line.quantity))
  if (billed.isZero() || isRounding(rest, vendorCost)) return new Decimal(0)
  const fits = OTHER_TIERS.filter((tier) => tier !== usage.tier).some((tier) => {
    const other = price(tier, usage.band)
    return other && isRounding(vendorCost.minus(other.times(billed).div(per)), vendorCost)
  })
  return fits ? rest : new Decimal(0)
}

function lastReason(key: GapKey, vendorCost: Decimal, rest: Decimal): GapReason {
  if (vendorCost.isZero()) return 'free_tier'
  if (isRounding(rest, vendorCost)) return 'rounding'
  if (key.vendor.some((line) => line.kind === 'unmapped')) return 'unmapped_line_item'
  return key.level === 'meter' && billedQuantity(key.vendor) ? 'price_difference' : 'unexplained'
}

function isRounding(amount: Decimal, vendorCost: Decimal): boolean {
  const absolute = amount.abs()
  return (
    absolute.lessThanOrEqualTo(ROUNDING_AMOUNT) &&
    absolute.lessThanOrEqualTo(vendorCost.abs().times(ROUNDING_SHARE))
  )
}

function billedQuantity(lines: readonly VendorLine[]): Decimal | null {
  const quantities = lines.map((line) => line.quantity)
  return quantities.every((quantity) => quantity !== null) ? sum(quantities) : null
}

function sum(amounts: readonly Decimal[]): Decimal {
  return amounts.reduce((total, amount) => total.plus(amount), new Decimal(0))
}

function round(amount: Decimal): Decimal {
  return amount.toDecimalPlaces(MONEY_SCALE, Decimal.ROUND_HALF_EVEN)
}
