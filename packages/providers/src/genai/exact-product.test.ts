import { Decimal } from '@cloudact/core/decimal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exactProduct } from './exact-product.ts'

const decimal = (scale: number, max: number) =>
  fc.bigInt(0n, BigInt(max)).map((units) => new Decimal(units.toString()).div(new Decimal(10).pow(scale)))

describe('exact products (75 §1.5)', () => {
  test('golden example 12: price 0.0116, 0.0166666667 h → quantity 0.01666667, list cost 0.000193333372', () => {
    const price = new Decimal('0.0116')
    const result = exactProduct(new Decimal('0.0166666667'), {
      listUnitPrice: price,
      contractedUnitPrice: price,
    })
    expect(result.pricingQuantity.toFixed()).toBe('0.01666667')
    expect(result.listCost.toFixed()).toBe('0.000193333372')
  })

  test('golden example 9: a reversal negates the quantity, −5 × 0.10 = −0.50', () => {
    const price = new Decimal('0.10')
    const result = exactProduct(new Decimal(-5), { listUnitPrice: price, contractedUnitPrice: price })
    expect([result.listCost.toFixed(), result.contractedCost.toFixed()]).toEqual(['-0.5', '-0.5'])
  })

  test('whatever price and quantity, cost = price × stored quantity within 12 decimals', () => {
    fc.assert(
      fc.property(
        decimal(9, 1e15),
        decimal(6, 1e9),
        decimal(8, 1e9),
        (quantity, listUnitPrice, contractedUnitPrice) => {
          const { pricingQuantity, listCost, contractedCost } = exactProduct(quantity, {
            listUnitPrice,
            contractedUnitPrice,
          })
          expect(listCost.eq(listUnitPrice.times(pricingQuantity))).toBe(true)
          expect(contractedCost.eq(contractedUnitPrice.times(pricingQuantity))).toBe(true)
          expect(listCost.decimalPlaces()).toBeLessThanOrEqual(12)
          expect(contractedCost.decimalPlaces()).toBeLessThanOrEqual(12)
        },
      ),
    )
  })

  test('a price with more decimals than a column holds is refused', () => {
    const price = new Decimal('0.0000000000001')
    expect(() => exactProduct(new Decimal(1), { listUnitPrice: price, contractedUnitPrice: price })).toThrow(
      RangeError,
    )
  })
})
