import type { Discount } from '../../api/shapes.ts'
import type { PriceThing } from './price-thing.ts'

const DATED = '[-date]'
const DATE = /^(-\d{4}-\d{2}-\d{2}|-\d{8})$/

/**
 * The most exact discount that covers a list price whole: a longer name before a shorter one, a meter before all.
 * A discount of one snapshot does not cover the price of all of them.
 */
export function discountOf(thing: PriceThing, discounts: readonly Discount[]): Discount | undefined {
  const [best] = discounts
    .filter(
      (discount) =>
        discount.provider === thing.provider &&
        (discount.meter === null || discount.meter === thing.meter) &&
        (discount.currency === null || discount.currency === thing.currency) &&
        covers(discount.model, thing.model),
    )
    .toSorted(mostExactFirst)
  return best
}

function covers(pattern: string, model: string): boolean {
  if (pattern === '*' || pattern === model) return true
  if (!pattern.endsWith(DATED)) return false
  const stem = pattern.slice(0, -DATED.length)
  return model === stem || (model.startsWith(stem) && DATE.test(model.slice(stem.length)))
}

function mostExactFirst(a: Discount, b: Discount): number {
  return exactness(b.model) - exactness(a.model) || Number(a.meter === null) - Number(b.meter === null)
}

function exactness(pattern: string): number {
  if (pattern === '*') return 0
  const dated = pattern.endsWith(DATED)
  return (dated ? pattern.length - DATED.length : pattern.length) * 2 + (dated ? 0 : 1)
}
