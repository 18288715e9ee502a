import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import { expect, test } from 'vitest'
import { costRow } from './cost-row.ts'
import { focusUsageRow } from './focus-usage-row.ts'
import { createPriceBook } from './prices/price-book.ts'
import type { Price } from './prices/price.ts'
import { priceUsage } from './priced-line.ts'
import { exclusiveParts, inclusiveParts } from './usage-normalizer.ts'
import type { UsageFact } from './usage-fact.ts'
import { usageRow } from './usage-row.ts'

const price = (meter: Price['meter'], unitPrice: string): Price => ({
  priceId: `p-${meter}`,
  minTokens: null,
  window: null,
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
  usageRow(one, { provider: 'openai', accountId: 'org-1', projectNames: new Map() })
const day = {
  provider: 'openai',
  vendor: 'OpenAI',
  accountId: 'org-1',
  accountName: 'Main',
  day: '2026-01-15',
  billingStatus: 'open' as const,
}
const context = {
  provider: 'openai',
  accountId: 'org-1',
  day: '2026-01-15',
  calculatedAt: '2026-01-16T02:00:00Z',
  tiersOutsideCosts: [],
}

function focusOf(facts: UsageFact[], discount = '0') {
  const lines = priceUsage(facts.map(rowOf), { book, discountPercent: new Decimal(discount) })
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
  const [line] = priceUsage([rowOf(fact(inclusiveParts({ input: 100, output: 0 }), { tier: 'scale' }))], {
    book,
    discountPercent: new Decimal(0),
  })
  expect(costRow(line!, context)).toMatchObject({
    is_priced: false,
    list_cost: null,
    contracted_cost: null,
    total_cost_usd: null,
    x_price_id: null,
  })
  expect(focusOf([fact(inclusiveParts({ input: 100, output: 0 }), { model: 'gpt-9' })])).toEqual([])
})
