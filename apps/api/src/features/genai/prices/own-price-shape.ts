import type { Day } from '@cloudact/core/day'
import { OWN_PRICE_KINDS, type NegotiatedDiscount, type OwnPrice } from '@cloudact/core/ports/price-terms'
import { z } from 'zod'
import { Money } from '../../costs/cost-answer.ts'
import { iso, OrgParams, Timestamp } from '../../shapes.ts'

export const FlowParams = OrgParams.extend({ flow: z.string().max(50).meta({ example: 'payg' }) })
export const PriceParams = FlowParams.extend({
  identifier: z.string().max(300).meta({ description: 'price_id of a list price or a custom price.' }),
})

export const OwnPriceShape = z
  .object({
    price_id: z.string(),
    kind: z
      .enum(OWN_PRICE_KINDS)
      .describe('override: paid instead of a list price. custom: a list price of yours.'),
    provider: z.string(),
    model: z.string(),
    meter: z.string(),
    service_tier: z.string(),
    context_band: z.string(),
    region: z.string(),
    time_window: z.string().nullable(),
    unit: z.string(),
    currency: z.string(),
    price: Money.describe('Per unit.'),
    effective_from: z.string(),
    effective_to: z.string().nullable(),
    notes: z.string().nullable(),
    last_updated: Timestamp,
  })
  .meta({ id: 'OwnPrice' })

export function toOwnPriceShape(price: OwnPrice): z.input<typeof OwnPriceShape> {
  return {
    price_id: price.priceId,
    kind: price.kind,
    provider: price.provider,
    model: price.model,
    meter: price.meter,
    service_tier: price.tier,
    context_band: price.band,
    region: price.region,
    time_window: price.timeWindow,
    unit: price.unit,
    currency: price.currency,
    price: price.price,
    effective_from: price.from,
    effective_to: price.to,
    notes: price.notes,
    last_updated: iso(price.updatedAt),
  }
}

export const DiscountShape = z
  .object({
    discount_id: z.string(),
    provider: z.string(),
    model: z.string().describe('Name or pattern; * is every model.'),
    meter: z.string().nullable().describe('Null: every meter.'),
    discount_percent: Money.nullable(),
    discount_amount: Money.nullable().describe('Per pricing unit of the meter.'),
    currency: z.string().nullable(),
    effective_from: z.string(),
    effective_to: z.string().nullable(),
    notes: z.string().nullable(),
  })
  .meta({ id: 'NegotiatedDiscount' })

export function toDiscountShape(discount: NegotiatedDiscount): z.input<typeof DiscountShape> {
  return {
    discount_id: discount.discountId,
    provider: discount.provider,
    model: discount.model,
    meter: discount.meter,
    discount_percent: discount.percent,
    discount_amount: discount.amount,
    currency: discount.currency,
    effective_from: discount.from,
    effective_to: discount.to,
    notes: discount.notes,
  }
}

/** What a change of prices answers besides the prices: whether days that are priced already need pricing again. */
export const changeShape = {
  recost_needed: z
    .boolean()
    .describe('Past days are among the changed ones; they keep their cost until priced again.'),
  message: z.string(),
} as const

export function changeAnswer(
  changed: readonly { readonly from: Day }[],
  today: Day,
): { readonly recost_needed: boolean; readonly message: string } {
  const first = changed.map((one) => one.from).toSorted()[0]
  const needed = first !== undefined && first < today
  return {
    recost_needed: needed,
    message: needed
      ? `Runs use it from now on. Days since ${first} that are priced already keep their cost until you price them again.`
      : 'Runs use it from now on.',
  }
}
