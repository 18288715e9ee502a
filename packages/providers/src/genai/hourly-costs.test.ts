import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { exactProduct } from './exact-product.ts'
import { hourlyCosts } from './hourly-costs.ts'

/** A stored cost row of so many tokens by hour, priced as the cost step does. */
function costOf(hours: Readonly<Record<string, number>>, list: string, contracted = list): Row {
  const quantity = Object.values(hours).reduce((sum, tokens) => sum.plus(tokens), new Decimal(0))
  const priced = exactProduct(quantity.div(1_000_000), {
    listUnitPrice: new Decimal(list),
    contractedUnitPrice: new Decimal(contracted),
  })
  return {
    meter: 'input_uncached',
    is_priced: true,
    quantity: quantity.toFixed(),
    pricing_quantity: priced.pricingQuantity.toFixed(),
    list_unit_price: list,
    contracted_unit_price: contracted,
    list_cost: priced.listCost.toFixed(),
    contracted_cost: priced.contractedCost.toFixed(),
    hourly_quantities: JSON.stringify(
      Object.fromEntries(Object.entries(hours).map(([hour, tokens]) => [hour, String(tokens)])),
    ),
    x_source_record_id: 'openai/payg/2026-01-15/1',
  }
}

const hour = fc.integer({ min: 0, max: 23 }).map((value) => String(value).padStart(2, '0'))
const price = fc
  .tuple(fc.integer({ min: 0, max: 999_999_999 }), fc.integer({ min: 0, max: 9 }))
  .map(([digits, scale]) => new Decimal(digits).div(new Decimal(10).pow(scale)).toFixed())

test('the hours of a row add up to it, and every cost is price times quantity', () => {
  fc.assert(
    fc.property(
      fc.dictionary(hour, fc.integer({ min: 0, max: 10_000_000 }), { minKeys: 1 }),
      price,
      price,
      (hours, list, contracted) => {
        const row = costOf(hours, list, contracted)
        const parts = hourlyCosts(row) ?? []
        expect(parts.map((part) => part.hour)).toEqual(Object.keys(hours).sort())
        for (const column of ['quantity', 'pricing_quantity', 'list_cost', 'contracted_cost']) {
          const sum = parts.reduce((so, { cost }) => so.plus(String(cost[column])), new Decimal(0))
          expect(sum.toFixed(), column).toBe(new Decimal(String(row[column])).toFixed())
        }
        for (const { cost } of parts) {
          const quantity = new Decimal(String(cost['pricing_quantity']))
          expect(quantity.isNegative() && !quantity.isZero()).toBe(false)
          expect(quantity.times(list).eq(String(cost['list_cost']))).toBe(true)
          expect(quantity.times(contracted).eq(String(cost['contracted_cost']))).toBe(true)
        }
      },
    ),
  )
})

test('a row whose hours were never kept, or that has no price, has no parts', () => {
  const row = costOf({ '09': 1 }, '2.5')
  expect(hourlyCosts(row)).toHaveLength(1)
  expect(hourlyCosts({ ...row, hourly_quantities: null })).toBeUndefined()
  expect(hourlyCosts({ ...row, is_priced: false, list_unit_price: null })).toBeUndefined()
})
