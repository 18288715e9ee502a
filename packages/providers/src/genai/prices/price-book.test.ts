import { Decimal } from '@cloudact/core/decimal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadPrices } from './load-prices.ts'
import { matchesModel, specificity } from './model-pattern.ts'
import { createPriceBook } from './price-book.ts'
import type { Price } from './price.ts'
import { parseTimeWindow } from './time-window.ts'

function price(overrides: Partial<Price>): Price {
  return {
    priceId: 'p',
    model: 'gpt-5[-date]',
    meter: 'input_uncached',
    tier: 'standard',
    band: 'base',
    minTokens: null,
    region: 'global',
    window: null,
    timeOfDay: null,
    unitPrice: new Decimal(1),
    currency: 'USD',
    from: null,
    to: null,
    ...overrides,
  }
}

const query = {
  model: 'gpt-5',
  meter: 'input_uncached',
  tier: 'standard',
  band: 'base',
  region: 'global',
  at: '2026-01-15T09:00:00Z',
} as const

describe('model patterns', () => {
  test.each([
    ['gpt-5[-date]', 'gpt-5', true],
    ['gpt-5[-date]', 'gpt-5-2025-08-07', true],
    ['gpt-5[-date]', 'gpt-5-mini', false],
    ['gpt-5[-date]', 'gpt-5-mini-2025-08-07', false],
    ['gpt-5[-date]', 'gpt-5.1', false],
    ['gpt-5', 'gpt-5-2025-08-07', false],
    ['claude-opus-5-5[-date]', 'claude-opus-5-5-20261015', true],
    ['claude-opus-5-5[-date]', 'claude-opus-5-5-2026101', false],
    ['ft:gpt-4.1-mini-2025-04-14[:*]', 'ft:gpt-4.1-mini-2025-04-14:acme::x1', true],
    ['ft:gpt-4.1-mini-2025-04-14[:*]', 'gpt-4.1-mini-2025-04-14', false],
    ['*', 'anything', true],
  ])('%s stands for %s: %s', (pattern, model, expected) => {
    expect(matchesModel(pattern, model)).toBe(expected)
  })

  test('a full name beats a stem, a stem beats everything', () => {
    expect(specificity('gpt-4o-2024-05-13')).toBeGreaterThan(specificity('gpt-4o[-date]'))
    expect(specificity('gpt-4o[-date]')).toBeGreaterThan(specificity('*'))
  })
})

describe('price lookup', () => {
  test('the most exact pattern wins, whatever the order of the list', () => {
    const prices = [
      price({ priceId: 'any', model: '*' }),
      price({ priceId: 'alias', model: 'gpt-4o[-date]' }),
      price({ priceId: 'snapshot', model: 'gpt-4o-2024-05-13' }),
    ]
    fc.assert(
      fc.property(fc.shuffledSubarray(prices, { minLength: 3 }), (shuffled) => {
        const book = createPriceBook(shuffled)
        expect(book.find({ ...query, model: 'gpt-4o-2024-05-13' })?.priceId).toBe('snapshot')
        expect(book.find({ ...query, model: 'gpt-4o-2024-08-06' })?.priceId).toBe('alias')
        expect(book.find({ ...query, model: 'o3' })?.priceId).toBe('any')
      }),
    )
  })

  test('the price valid at the time of use: `from` counts, `to` does not', () => {
    const book = createPriceBook([
      price({ priceId: 'old', to: '2025-06-10' }),
      price({ priceId: 'new', from: '2025-06-10', to: '2026-01-01' }),
    ])
    expect(book.find({ ...query, at: '2025-06-09T23:00:00Z' })?.priceId).toBe('old')
    expect(book.find({ ...query, at: '2025-06-10T00:00:00Z' })?.priceId).toBe('new')
    expect(book.find({ ...query, at: '2025-12-31T23:00:00Z' })?.priceId).toBe('new')
    expect(book.find({ ...query, at: '2026-01-01T00:00:00Z' })).toBeUndefined()
    expect(book.find({ ...query, at: '2025-06-10' })?.priceId).toBe('new')
    expect(book.find({ ...query, at: '2026-01-01' })).toBeUndefined()
  })

  test('at any moment at most one of back-to-back prices is valid, and never one out of its dates', () => {
    const day = fc
      .integer({ min: 0, max: 60 })
      .map((offset) => new Date(Date.UTC(2026, 0, 1 + offset)).toISOString().slice(0, 10))
    fc.assert(
      fc.property(fc.uniqueArray(day, { minLength: 2, maxLength: 6 }), day, (bounds, at) => {
        const sorted = bounds.toSorted()
        const prices = sorted
          .slice(0, -1)
          .map((from, index) => price({ priceId: from, from, to: sorted[index + 1] ?? null }))
        const found = createPriceBook(prices).find({ ...query, at: `${at}T12:00:00Z` })
        const expected = prices.filter((entry) => (entry.from ?? '') <= at && at < (entry.to ?? '9'))
        expect(found ? [found] : []).toEqual(expected)
      }),
    )
  })

  test('pitfall 15: the regional price wins and the global one is not added to it', () => {
    const book = createPriceBook([price({ priceId: 'global' }), price({ priceId: 'eu', region: 'eu' })])
    expect(book.find({ ...query, region: 'eu' })?.priceId).toBe('eu')
    expect(book.find({ ...query, region: 'us' })?.priceId).toBe('global')
  })

  test('a time window beats the price of other times, which holds only outside it', () => {
    const book = createPriceBook([
      price({ priceId: 'off-peak' }),
      price({ priceId: 'peak', window: parseTimeWindow('Mon-Fri 01:00-04:00') }),
    ])
    expect(book.find({ ...query, at: '2026-01-15T01:00:00Z' })?.priceId).toBe('peak')
    expect(book.find({ ...query, at: '2026-01-15T04:00:00Z' })?.priceId).toBe('off-peak')
    expect(book.find({ ...query, at: '2026-01-17T01:00:00Z' })?.priceId).toBe('off-peak')
  })

  test('usage of a day without hours has no price where hours differ', () => {
    const book = createPriceBook([
      price({ priceId: 'old', to: '2026-01-01' }),
      price({ priceId: 'off-peak', from: '2026-01-01' }),
      price({ priceId: 'peak', from: '2026-01-01', window: parseTimeWindow('01:00-04:00') }),
    ])
    expect(book.find({ ...query, at: '2026-01-15' })).toBeUndefined()
    expect(book.find({ ...query, at: '2025-12-15' })?.priceId).toBe('old')
  })

  test('the list of the account’s currency; dollars when it is not said', () => {
    const book = createPriceBook([
      price({ priceId: 'cny', currency: 'CNY' }),
      price({ priceId: 'usd', currency: 'USD' }),
    ])
    expect(book.find(query)?.priceId).toBe('usd')
    expect(book.find({ ...query, currency: 'CNY' })?.priceId).toBe('cny')
    expect(book.find({ ...query, currency: 'EUR' })).toBeUndefined()
    expect(createPriceBook([price({ currency: 'EUR' })]).find(query)?.currency).toBe('EUR')
  })

  test('another tier or band is never guessed from', () => {
    const book = createPriceBook([price({})])
    expect(book.find({ ...query, tier: 'batch' })).toBeUndefined()
    expect(book.find({ ...query, band: 'long' })).toBeUndefined()
  })
})

const ROW = {
  price_id: 'a',
  model: 'm',
  meter: 'output',
  tier: 'standard',
  band: 'base',
  unit: '1000000 Tokens',
  price: '10',
  currency: 'USD',
}

describe('loading a price list', () => {
  test.each([
    ['unknown meter', { meter: 'thoughts' }, /not a meter/],
    ['wrong unit', { unit: '1000 Tokens' }, /per 1000000 Tokens/],
    ['negative price', { price: '-1' }, /negative/],
    ['price that is no number', { price: 'free' }, /not a decimal/],
    ['currency', { currency: 'usd' }, /currency/],
    ['impossible date', { effective_from: '2026-02-30' }, /not a date/],
    ['impossible hour', { effective_from: '2026-02-03T25:00:00Z' }, /not a date/],
    ['long context without its size', { band: 'long' }, /needs min_tokens/],
    ['a size without long context', { min_tokens: '200000' }, /not a long-context band/],
    ['a step that is another size', { band: 'above_128000', min_tokens: '200000' }, /has min_tokens 200000/],
    ['time window', { time_window: 'at night' }, /not a time window/],
  ])('refuses %s with file and line', (_, overrides, message) => {
    expect(() => loadPrices([ROW, { ...ROW, price_id: 'b', ...overrides }], 'x/pricing.csv')).toThrow(message)
    expect(() => loadPrices([ROW, { ...ROW, price_id: 'b', ...overrides }], 'x/pricing.csv')).toThrow(
      /x\/pricing\.csv/,
    )
  })

  test('refuses two prices of one thing whose dates overlap', () => {
    const rows = [
      { ...ROW, effective_from: '2026-01-01', effective_to: '2026-03-02' },
      { ...ROW, price_id: 'b', effective_from: '2026-03-01' },
    ]
    expect(() => loadPrices(rows, 'x')).toThrow(/both valid on 2026-03-01/)
    expect(loadPrices([{ ...rows[0]!, effective_to: '2026-03-01' }, rows[1]!], 'x')).toHaveLength(2)
  })

  test('a change in the middle of a day takes effect at its instant', () => {
    const book = createPriceBook(
      loadPrices(
        [
          { ...ROW, effective_to: '2026-08-16T16:00:00Z' },
          { ...ROW, price_id: 'b', price: '12', effective_from: '2026-08-16T16:00:00Z' },
        ],
        'x',
      ),
    )
    const at = (instant: string) =>
      book.find({ ...query, model: 'm', meter: 'output', at: instant })?.unitPrice.toFixed()
    expect(at('2026-08-16T15:59:59.999Z')).toBe('10')
    expect(at('2026-08-16T16:00:00Z')).toBe('12')
    expect(at('2026-08-16T16:00:00.000Z')).toBe('12')
  })

  test('a window and other times may share dates; two windows and one currency twice may not', () => {
    const peak = { ...ROW, price_id: 'b', time_window: '01:00-04:00' }
    expect(loadPrices([ROW, peak, { ...ROW, price_id: 'c', currency: 'CNY' }], 'x')).toHaveLength(3)
    expect(() =>
      loadPrices([ROW, peak, { ...peak, price_id: 'c', time_window: '06:00-10:00' }], 'x'),
    ).toThrow(/both valid/)
    expect(() => loadPrices([ROW, { ...ROW, price_id: 'c' }], 'x')).toThrow(/both valid/)
  })

  test('refuses an id used twice', () => {
    expect(() => loadPrices([ROW, { ...ROW, tier: 'batch' }], 'x')).toThrow(/used twice/)
  })
})
