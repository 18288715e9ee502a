import { Decimal } from 'decimal.js'
import type { Discount } from '../../api/shapes.ts'

const Price = Decimal.clone({ precision: 60, rounding: Decimal.ROUND_HALF_EVEN, toExpNeg: -40, toExpPos: 60 })
/** Places a derived price keeps at least, as in pricing. */
const PLACES = 6

/** A list price less a discount, decimal text; an amount above the price leaves 0. */
export function lessDiscount(
  list: string,
  {
    discount_percent: percent,
    discount_amount: amount,
  }: Pick<Discount, 'discount_percent' | 'discount_amount'>,
): string {
  const price = new Price(list)
  const paid =
    percent === null
      ? Price.max(price.minus(amount ?? '0'), 0)
      : price.times(new Price(100).minus(percent)).div(100)
  return paid.toDecimalPlaces(Math.max(PLACES, price.decimalPlaces())).toFixed()
}
