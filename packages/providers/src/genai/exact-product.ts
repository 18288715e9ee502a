import { Decimal, MONEY_SCALE } from '@cloudact/core/decimal'

export type PricedQuantity = {
  readonly pricingQuantity: Decimal
  readonly listCost: Decimal
  readonly contractedCost: Decimal
}

/**
 * Costs as exact products (75 §1.5): the quantity is rounded half-even so that price × quantity needs at most 12
 * decimals with either price, and both costs are set from the product. Throws when a price alone has more.
 */
export function exactProduct(
  quantity: Decimal,
  prices: { readonly listUnitPrice: Decimal; readonly contractedUnitPrice: Decimal },
): PricedQuantity {
  const priceScale = Math.max(
    prices.listUnitPrice.decimalPlaces(),
    prices.contractedUnitPrice.decimalPlaces(),
  )
  if (priceScale > MONEY_SCALE)
    throw new RangeError(`A unit price has ${priceScale} decimals; at most ${MONEY_SCALE} can be stored.`)
  const pricingQuantity = quantity.toDecimalPlaces(MONEY_SCALE - priceScale, Decimal.ROUND_HALF_EVEN)
  return {
    pricingQuantity,
    listCost: prices.listUnitPrice.times(pricingQuantity),
    contractedCost: prices.contractedUnitPrice.times(pricingQuantity),
  }
}
