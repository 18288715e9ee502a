import { Decimal } from '@cloudact/core/decimal'
import type { PriceTerms } from '@cloudact/core/ports/price-terms'
import { describe, expect, test } from 'vitest'
import { negotiatedDiscount, ownPrice } from '../testing/own-price.ts'
import { createPriceBook, type PriceQuery } from './price-book.ts'
import type { Price } from './price.ts'
import { createPricingTerms } from './pricing-terms.ts'
import { parseTimeWindow } from './time-window.ts'

function listed(over: Partial<Price> = {}): Price {
  const anything = { minTokens: null, window: null, timeOfDay: null, from: null, to: null }
  const thing = { model: 'gpt-5[-date]', meter: 'output', tier: 'standard', band: 'base' } as const
  const price = { priceId: 'list', region: 'global', unitPrice: new Decimal(10), currency: 'USD' }
  return { ...anything, ...thing, ...price, ...over }
}
const WINDOW = '01:00-04:00'
const catalogue = createPriceBook([
  listed(),
  listed({ priceId: 'us', region: 'us', unitPrice: new Decimal(11) }),
  listed({ priceId: 'dated', model: 'gpt-5-2025-08-07', unitPrice: new Decimal(9) }),
  listed({ priceId: 'free', meter: 'embedding', unitPrice: new Decimal(0) }),
  listed({ priceId: 'night', model: 'night', window: parseTimeWindow(WINDOW), timeOfDay: WINDOW }),
  listed({ priceId: 'day', model: 'night', timeOfDay: 'other', unitPrice: new Decimal(20) }),
])

/** List price, price paid, whose it is and by which term; undefined without a price. */
function paid(terms: Partial<PriceTerms>, query: Partial<PriceQuery> = {}, percent = '0') {
  const asked: PriceQuery = {
    ...{ model: 'gpt-5', meter: 'output', tier: 'standard', band: 'base', region: 'global' },
    at: '2026-01-15T09:00:00Z',
    ...query,
  }
  const pricing = createPricingTerms(catalogue, new Decimal(percent), { prices: [], discounts: [], ...terms })
  const price = pricing.book.find(asked)
  if (!price) return undefined
  const { unitPrice, source, termId } = pricing.agreed(price, asked)
  return [price.priceId, price.unitPrice.toFixed(), unitPrice.toFixed(), source, termId]
}

describe('an override', () => {
  const prices = [ownPrice({ to: '2026-02-01' })]

  test.each([
    ['its first day', '2026-01-15T00:00:00Z', ['list', '10', '7', 'override', 'own']],
    ['the day before', '2026-01-14T23:59:59Z', ['list', '10', '10', 'catalogue', null]],
    ['its last day', '2026-01-31T23:59:59Z', ['list', '10', '7', 'override', 'own']],
    ['the day it ends', '2026-02-01T00:00:00Z', ['list', '10', '10', 'catalogue', null]],
  ])('is what is paid, and leaves the list price: %s', (_, at, expected) => {
    expect(paid({ prices }, { at })).toEqual(expected)
  })

  test.each<[string, Partial<PriceQuery>, string]>([
    ['a region with a price of its own', { region: 'us' }, 'us'],
    ['a model with a price by its full name', { model: 'gpt-5-2025-08-07' }, 'dated'],
    ['another meter', { meter: 'embedding' }, 'free'],
  ])('leaves %s alone', (_, query, id) => {
    expect(paid({ prices }, query)).toMatchObject([
      id,
      expect.any(String),
      expect.any(String),
      'catalogue',
      null,
    ])
  })

  test('of a name counts before one of a pattern', () => {
    const exact = ownPrice({ priceId: 'exact', model: 'gpt-5', price: '6' })
    expect(paid({ prices: [...prices, exact] })).toEqual(['list', '10', '6', 'override', 'exact'])
  })

  test('may be dearer than the list, and in another currency is not taken', () => {
    expect(paid({ prices: [ownPrice({ price: '12' })] })?.[2]).toBe('12')
    expect(paid({ prices: [ownPrice({ currency: 'EUR' })] })?.[2]).toBe('10')
  })

  test('counts alone: neither a discount nor the integration’s percentage comes on top', () => {
    expect(paid({ prices, discounts: [negotiatedDiscount()] }, {}, '50')?.[2]).toBe('7')
  })

  test('of some hours leaves the others, and one of all hours replaces every window', () => {
    const night = { model: 'night', at: '2026-01-15T02:00:00Z' }
    const own = ownPrice({ model: 'night', timeWindow: WINDOW })
    expect(paid({ prices: [own] }, night)).toEqual(['night', '10', '7', 'override', 'own'])
    expect(paid({ prices: [own] }, { ...night, at: '2026-01-15T09:00:00Z' })?.[2]).toBe('20')
    expect(paid({ prices: [ownPrice({ model: 'night' })] }, night)?.[2]).toBe('7')
    // Of a price that holds all day, some hours cannot be replaced: a day is one line.
    const hours = ownPrice({ timeWindow: WINDOW })
    expect(paid({ prices: [hours] }, { at: night.at })?.[2]).toBe('10')
  })

  test('stands in for a list price that has gone', () => {
    const gone = { model: 'retired' }
    expect(paid({ prices: [ownPrice(gone)] }, gone)).toEqual(['own', '7', '7', 'override', 'own'])
  })
})

describe('a custom price', () => {
  const custom = { kind: 'custom', priceId: 'mine' } as const

  test('prices a model no list has, and only from its day on', () => {
    const prices = [ownPrice({ ...custom, model: 'house-model' })]
    expect(paid({ prices }, { model: 'house-model' })).toEqual(['mine', '7', '7', 'custom', null])
    expect(paid({ prices }, { model: 'house-model', at: '2026-01-14T09:00:00Z' })).toBeUndefined()
  })

  test('counts before an equally exact one of the catalogue, and after a more exact one', () => {
    const prices = [ownPrice(custom)]
    expect(paid({ prices })?.[0]).toBe('mine')
    expect(paid({ prices }, { model: 'gpt-5-2025-08-07' })?.[0]).toBe('dated')
  })

  test('is a list price: an override and discounts apply to it', () => {
    const prices = [ownPrice(custom), ownPrice({ price: '5' })]
    expect(paid({ prices })).toEqual(['mine', '7', '5', 'override', 'own'])
    const discounts = [negotiatedDiscount()]
    expect(paid({ prices: [ownPrice(custom)], discounts })).toEqual(['mine', '7', '6.3', 'discount', 'deal'])
  })
})

describe('a discount', () => {
  test.each([
    ['a percentage', negotiatedDiscount({ percent: '12.5' }), '8.75'],
    ['a percentage whose price never ends', negotiatedDiscount({ percent: '33.333333' }), '6.666667'],
    [
      'an amount',
      negotiatedDiscount({ percent: null, amount: '0.25', meter: 'output', currency: 'USD' }),
      '9.75',
    ],
    [
      'an amount above the price',
      negotiatedDiscount({ percent: null, amount: '11', meter: 'output', currency: 'USD' }),
      '0',
    ],
    [
      'an amount in another currency',
      negotiatedDiscount({ percent: null, amount: '1', meter: 'output', currency: 'EUR' }),
      '10',
    ],
    ['another model’s', negotiatedDiscount({ model: 'gpt-4o' }), '10'],
    ['another meter’s', negotiatedDiscount({ meter: 'input_uncached' }), '10'],
    ['one that has ended', negotiatedDiscount({ from: '2026-01-01', to: '2026-01-15' }), '10'],
    ['one that begins tomorrow', negotiatedDiscount({ from: '2026-01-16' }), '10'],
  ])('%s', (_, discount, expected) => {
    expect(paid({ discounts: [discount] })?.slice(1, 3)).toEqual(['10', expected])
  })

  test('the most exact one counts alone, and before the integration’s', () => {
    const discounts = [
      negotiatedDiscount({ discountId: 'all' }),
      negotiatedDiscount({ discountId: 'model', model: 'gpt-5[-date]', percent: '20' }),
      negotiatedDiscount({ discountId: 'meter', model: 'gpt-5[-date]', meter: 'output', percent: '30' }),
    ]
    expect(paid({ discounts }, {}, '50')?.slice(2)).toEqual(['7', 'discount', 'meter'])
    expect(paid({ discounts: discounts.slice(0, 2) }, {}, '50')?.slice(2)).toEqual(['8', 'discount', 'model'])
    expect(paid({}, {}, '50')?.slice(2)).toEqual(['5', 'discount', null])
  })
})

test('two overrides of one thing on one day are refused rather than one of them taken', () => {
  const prices = [ownPrice(), ownPrice({ priceId: 'second', from: '2026-01-20' })]
  expect(() => paid({ prices })).toThrow('are both valid on 2026-01-20')
})
