import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import { describe, expect, test } from 'vitest'
import { costRow } from './cost-row.ts'
import { focusUsageRow } from './focus-usage-row.ts'
import { loadPrices } from './prices/load-prices.ts'
import { createPriceBook } from './prices/price-book.ts'
import type { Price } from './prices/price.ts'
import { createPricingTerms } from './prices/pricing-terms.ts'
import { priceUsage } from './priced-line.ts'
import { exclusiveParts, inclusiveParts } from './usage-normalizer.ts'
import type { UsageFact } from './usage-fact.ts'
import { usageRow } from './usage-row.ts'

const price = (meter: Price['meter'], unitPrice: string): Price => ({
  priceId: `p-${meter}`,
  minTokens: null,
  window: null,
  timeOfDay: null,
  model: 'gpt-5[-date]',
  meter,
  tier: 'standard',
  band: 'base',
  region: 'global',
  unitPrice: new Decimal(unitPrice),
  currency: 'USD',
  from: null,
  to: null,
})
const book = createPriceBook([
  price('input_uncached', '1.25'),
  price('input_cache_read', '0.125'),
  price('output', '10'),
])

function fact(parts: UsageFact['parts'], overrides: Partial<UsageFact> = {}): UsageFact {
  return {
    hour: '2026-01-15T09:00:00Z',
    endpoint: 'completions',
    model: 'gpt-5-2025-08-07',
    projectId: 'proj_a',
    apiKeyId: 'key_1',
    userId: 'user_1',
    tier: 'standard',
    contextBand: null,
    region: null,
    currency: null,
    dimensions: {},
    parts,
    inputTokens: null,
    outputTokens: null,
    cachedInputTokens: null,
    requests: 3,
    recordId: 'r',
    ...overrides,
  }
}

const rowOf = (one: UsageFact) =>
  usageRow(one, { provider: 'openai', accountId: 'org-1', projectNames: new Map(), apiKeyNames: new Map() })
const day = {
  provider: 'openai',
  vendor: 'OpenAI',
  accountId: 'org-1',
  accountName: 'Main',
  day: '2026-01-15',
  billingStatus: 'open' as const,
  subAccountType: 'Project' as const,
}
const context = {
  provider: 'openai',
  accountId: 'org-1',
  day: '2026-01-15',
  calculatedAt: '2026-01-16T02:00:00Z',
  tiersOutsideCosts: [],
}

function focusOf(facts: UsageFact[], discount = '0') {
  const lines = priceUsage(facts.map(rowOf), createPricingTerms(book, new Decimal(discount)))
  return lines
    .map((line) => focusUsageRow(costRow(line, context), day, 'priced_estimate'))
    .filter((row) => row !== undefined)
}

test.each([
  ['inclusive', inclusiveParts({ input: 1_000_000, cached: 200_000, output: 50_000 })],
  ['exclusive', exclusiveParts({ input: 800_000, cacheRead: 200_000, output: 50_000 })],
])('golden example 1, %s vendor: 1.00 + 0.025 + 0.50 = 1.525', (_, parts) => {
  const rows = focusOf([fact(parts)])
  expect(
    rows.map((row) => [row['x_token_type'], row['PricingQuantity'], row['ListUnitPrice'], row['BilledCost']]),
  ).toEqual([
    ['input_uncached', '0.8', '1.25', '1'],
    ['input_cache_read', '0.2', '0.125', '0.025'],
    ['output', '0.05', '10', '0.5'],
  ])
  expect(toMoneyText(rows.reduce((sum, row) => sum.plus(String(row['BilledCost'])), new Decimal(0)))).toBe(
    '1.525',
  )
})

test('golden example 3, negotiated 10 %: List 1.00, Contracted 0.8 × 1.125 = 0.90 = Billed = Effective', () => {
  const [row] = focusOf([fact(inclusiveParts({ input: 800_000, output: 0 }))], '10')
  expect(row).toMatchObject({
    ListUnitPrice: '1.25',
    ListCost: '1',
    ContractedUnitPrice: '1.125',
    ContractedCost: '0.9',
    BilledCost: '0.9',
    EffectiveCost: '0.9',
  })
})

test('hours of a day become one row; a different tier, key or user-visible dimension does not', () => {
  const parts = inclusiveParts({ input: 100, output: 0 })
  const rows = focusOf([
    fact(parts),
    fact(parts, { hour: '2026-01-15T10:00:00Z', userId: 'user_2' }),
    fact(parts, { apiKeyId: 'key_2' }),
  ])
  expect(rows.map((row) => [row['x_cost_allocation_key'], row['ConsumedQuantity']])).toEqual([
    ['key_1', '200'],
    ['key_2', '100'],
  ])
})

test('pitfall 15: usage without a price has a null cost and no FOCUS row', () => {
  const [line] = priceUsage(
    [rowOf(fact(inclusiveParts({ input: 100, output: 0 }), { tier: 'scale' }))],
    createPricingTerms(book, new Decimal(0)),
  )
  expect(costRow(line!, context)).toMatchObject({
    is_priced: false,
    list_cost: null,
    contracted_cost: null,
    total_cost_usd: null,
    x_price_id: null,
  })
  expect(focusOf([fact(inclusiveParts({ input: 100, output: 0 }), { model: 'gpt-9' })])).toEqual([])
})

describe('prices that differ by band, region, hour and currency', () => {
  const several = createPriceBook([
    price('input_uncached', '1.25'),
    { ...price('input_uncached', '2.5'), priceId: 'long', band: 'long', minTokens: 200_000 },
    { ...price('input_uncached', '1.375'), priceId: 'us', region: 'us' },
    { ...price('output', '10'), priceId: 'dollar' },
    { ...price('output', '70'), priceId: 'yuan', currency: 'CNY' },
    { ...price('web_search', '10'), model: '*' },
  ])
  const terms = createPricingTerms(several, new Decimal(0))
  const priced = (...facts: UsageFact[]) =>
    priceUsage(facts.map(rowOf), terms).map((line) =>
      focusUsageRow(costRow(line, context), day, 'priced_estimate'),
    )
  const tokens = exclusiveParts({ input: 1_000_000, output: 0 })

  test('a long prompt and another geography are rows of their own, at their own list price', () => {
    const rows = priced(fact(tokens), fact(tokens, { contextBand: 'long' }), fact(tokens, { region: 'us' }))
    expect(rows.map((row) => [row?.['SkuPriceId'], row?.['ListCost']])).toEqual([
      ['openai/gpt-5-2025-08-07/input-tokens:standard:global:base', '1.25'],
      ['openai/gpt-5-2025-08-07/input-tokens:standard:global:long', '2.5'],
      ['openai/gpt-5-2025-08-07/input-tokens:standard:us:base', '1.375'],
    ])
    expect(new Set(rows.map((row) => row?.['SkuId'])).size).toBe(1)
    expect(rows.map((row) => JSON.parse(String(row?.['SkuPriceDetails'])).x_InferenceGeo)).toEqual([
      undefined,
      undefined,
      'us',
    ])
  })

  test('a band without a price stays unpriced, and a tool has one price whatever the prompt was', () => {
    const parts = [
      ...exclusiveParts({ input: 0, output: 5 }),
      { meter: 'web_search', quantity: new Decimal(3) } as const,
    ]
    const lines = priceUsage([rowOf(fact(parts, { contextBand: 'long' }))], terms)
    expect(lines.map((line) => [line.meter, line.band, line.pricing?.listCost.toFixed()])).toEqual([
      ['output', 'long', undefined],
      ['web_search', 'base', '0.03'],
    ])
  })

  test('75 §9: an account billed in yuan has yuan rows and no dollar columns; nothing is converted', () => {
    const output = exclusiveParts({ input: 0, output: 1_000_000 })
    const [line] = priceUsage([rowOf(fact(output, { currency: 'CNY' }))], terms)
    const cost = costRow(line!, context)
    expect(cost).toMatchObject({ currency: 'CNY', contracted_cost: '70', total_cost_usd: null })
    expect(focusUsageRow(cost, day, 'priced_estimate')).toMatchObject({
      BilledCost: '70',
      BillingCurrency: 'CNY',
      PricingCurrency: 'CNY',
      SkuPriceId: 'openai/gpt-5-2025-08-07/output-tokens:standard:global:base-cny',
    })
  })

  test('an account billed in a currency without a list is unpriced, never taken from another list', () => {
    const output = exclusiveParts({ input: 0, output: 1_000_000 })
    const [euro] = priceUsage([rowOf(fact(output, { currency: 'EUR' }))], terms)
    const [unknown] = priceUsage([rowOf(fact(output))], terms)
    expect(euro?.pricing).toBeUndefined()
    expect(unknown?.pricing?.price.priceId).toBe('dollar')
  })
})

describe('a price that holds for some hours of the day', () => {
  const windowed = createPriceBook(
    loadPrices(
      [
        { price_id: 'off', price: '1', time_window: '' },
        { price_id: 'peak', price: '2', time_window: 'Mon-Fri 01:00-04:00' },
      ].map((row) => ({
        model: 'gpt-5[-date]',
        meter: 'output',
        tier: 'standard',
        unit: '1000000 Tokens',
        currency: 'USD',
        ...row,
      })),
      'test.csv',
    ),
  )

  test('splits the day into rows with an id of their own, each with its hours', () => {
    const output = exclusiveParts({ input: 0, output: 1_000_000 })
    const facts = ['01', '03', '04'].map((hour) => fact(output, { hour: `2026-01-15T${hour}:00:00Z` }))
    const lines = priceUsage(facts.map(rowOf), createPricingTerms(windowed, new Decimal(0)))
    const costs = lines.map((line) => costRow(line, context))
    expect(costs.map((cost) => [cost['time_window'], cost['hourly_quantities'], cost['list_cost']])).toEqual([
      ['Mon-Fri 01:00-04:00', '{"01":"1000000","03":"1000000"}', '4'],
      ['other', '{"04":"1000000"}', '1'],
    ])
    const rows = costs.map((cost) => focusUsageRow(cost, day, 'priced_estimate'))
    expect(new Set(rows.map((row) => row?.['SkuPriceId'])).size).toBe(2)
    expect(JSON.parse(String(rows[0]?.['SkuPriceDetails']))).toMatchObject({
      x_TimeWindow: 'Mon-Fri 01:00-04:00',
    })
  })
})
