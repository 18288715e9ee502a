import { Decimal } from '@cloudact/core/decimal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { MeterType } from '../meter.ts'
import { createPriceBook } from '../prices/price-book.ts'
import type { Price } from '../prices/price.ts'
import { createPricingTerms } from '../prices/pricing-terms.ts'
import type { PairedDimension } from '../payg-adapter.ts'
import { type PricedLine, pricingOf } from '../priced-line.ts'
import { explainGap } from './explain-gap.ts'
import { pairKeys } from './gap-key.ts'
import type { VendorLine } from './vendor-line.ts'

const DAY = '2026-01-15'

function price(meter: MeterType, unitPrice: string, overrides: Partial<Price> = {}): Price {
  const common = { tier: 'standard', band: 'base', region: 'global', currency: 'USD', from: null, to: null }
  const anywhen = { minTokens: null, window: null, timeOfDay: null }
  return {
    priceId: `${meter}-${unitPrice}`,
    model: 'gpt-5[-date]',
    meter,
    unitPrice: new Decimal(unitPrice),
    ...common,
    ...anywhen,
    ...overrides,
  }
}

const PRICES = [
  price('input_uncached', '1.25'),
  price('input_uncached', '2.5', { band: 'long' }),
  price('input_uncached', '0.625', { tier: 'flex' }),
  price('input_cache_read', '0.125'),
  price('output', '10'),
  price('vector_storage', '0.1', { model: '*' }),
]
const book = createPriceBook(PRICES)
const LIST_PRICES = createPricingTerms(book, new Decimal(0))

function usage(meter: MeterType, quantity: number | string, overrides: Partial<PricedLine> = {}): PricedLine {
  const line = {
    projectId: 'proj_a',
    projectName: 'A',
    apiKeyId: 'key',
    apiKeyName: null,
    model: 'gpt-5',
    tier: 'standard',
    band: 'base',
    region: 'global',
    currency: null,
    meter,
    quantity: new Decimal(quantity),
    requests: 1,
    hours: new Map<string, Decimal>(),
    ...overrides,
  }
  const found = book.find({ ...line, at: DAY })
  return found
    ? { ...line, pricing: pricingOf(line, found, LIST_PRICES.agreed(found, { ...line, at: DAY })) }
    : line
}

function billed(amount: string, overrides: Partial<VendorLine> = {}): VendorLine {
  return {
    projectId: 'proj_a',
    lineItem: 'gpt-5, input',
    kind: 'metered',
    model: 'gpt-5',
    meter: 'input_uncached',
    tier: 'standard',
    band: 'base',
    region: null,
    amount: new Decimal(amount),
    currency: 'USD',
    quantity: null,
    ...overrides,
  }
}

function reconcile(vendor: VendorLine[], lines: PricedLine[], pairedBy: readonly PairedDimension[] = []) {
  return pairKeys(vendor, lines, pairedBy).map((key) => {
    const gap = explainGap(key, book, DAY)
    return {
      key: key.name,
      projectId: key.projectId,
      ...gap,
      reasons: gap.reasons.map(({ reason, amount }) => [reason, amount.toFixed()]),
    }
  })
}

const million = new Decimal(1_000_000)

describe('golden example 2: a bill of 1.57 with 1,000 tokens of an unknown model', () => {
  const tokens = [
    usage('input_uncached', 800_000),
    usage('input_cache_read', 200_000),
    usage('output', 50_000),
  ]
  const unknown = usage('output', 1_000, { model: 'gpt-9' })

  test('a bill without line items: one adjustment of 0.045, reason unpriced_usage', () => {
    const line = billed('1.57', { lineItem: null, kind: 'unmapped', model: null, meter: null, tier: null })
    const result = reconcile([line], [...tokens, unknown])
    expect(result).toHaveLength(1)
    expect(result[0]).toMatchObject({ reasons: [['unpriced_usage', '0.045']] })
    expect(result[0]?.pricedCost.toFixed()).toBe('1.525')
  })

  test('a bill with line items: the same adjustment, on the unknown model', () => {
    const lines = [
      billed('1', { quantity: new Decimal(800_000) }),
      billed('0.025', { meter: 'input_cache_read', quantity: new Decimal(200_000) }),
      billed('0.5', { meter: 'output', quantity: new Decimal(50_000) }),
      billed('0.045', { model: 'gpt-9', meter: 'output', quantity: new Decimal(1_000) }),
    ]
    const gaps = reconcile(lines, [...tokens, unknown]).filter((key) => key.reasons.length > 0)
    expect(gaps).toMatchObject([
      { key: 'proj_a/gpt-9/output/standard', reasons: [['unpriced_usage', '0.045']] },
    ])
  })
})

describe('reasons', () => {
  test.each<[string, VendorLine[], PricedLine[], string[][]]>([
    [
      'no_usage_record',
      [billed('3', { lineItem: 'sora-2, video', model: 'sora-2', meter: 'video_seconds' })],
      [],
      [['no_usage_record', '3']],
    ],
    [
      'unmapped_line_item',
      [billed('3', { kind: 'unmapped', model: null, meter: null })],
      [],
      [['unmapped_line_item', '3']],
    ],
    [
      'credit',
      [billed('-40', { kind: 'credit', lineItem: 'Promotional credit' })],
      [usage('output', 0)],
      [['credit', '-40']],
    ],
    [
      'late_usage',
      [billed('1.5', { quantity: new Decimal(1_200_000) })],
      [usage('input_uncached', 1_000_000)],
      [['late_usage', '0.25']],
    ],
    [
      'tier_mismatch by band',
      [
        billed('1', { quantity: new Decimal(800_000) }),
        billed('0.5', { band: 'long', quantity: new Decimal(200_000) }),
      ],
      [usage('input_uncached', 1_000_000)],
      [['tier_mismatch', '0.25']],
    ],
    [
      'tier_mismatch by tier',
      [billed('0.625', { quantity: million })],
      [usage('input_uncached', 1_000_000)],
      [['tier_mismatch', '-0.625']],
    ],
    [
      'free_tier, nothing billed',
      [billed('0', { quantity: million })],
      [usage('input_uncached', 1_000_000)],
      [['free_tier', '-1.25']],
    ],
    [
      'free_tier, an allowance',
      [billed('0.9', { model: 'tools', meter: 'vector_storage', quantity: new Decimal(9) })],
      [usage('vector_storage', 10, { model: 'tools' })],
      [['free_tier', '-0.1']],
    ],
    [
      'price_difference',
      [billed('1.125', { quantity: million })],
      [usage('input_uncached', 1_000_000)],
      [['price_difference', '-0.125']],
    ],
    [
      'rounding',
      [billed('1.2500001', { quantity: million })],
      [usage('input_uncached', 1_000_000)],
      [['rounding', '0.0000001']],
    ],
    ['unexplained', [billed('2')], [usage('input_uncached', 1_000_000)], [['unexplained', '0.75']]],
    [
      'several reasons on one key',
      [billed('1.35', { quantity: new Decimal(1_200_000) })],
      [usage('input_uncached', 1_000_000)],
      [
        ['late_usage', '0.25'],
        ['price_difference', '-0.15'],
      ],
    ],
    ['no gap, no reason', [billed('1.25', { quantity: million })], [usage('input_uncached', 1_000_000)], []],
  ])('%s', (_, vendor, lines, reasons) => {
    const result = reconcile(vendor, lines)
    expect(result.flatMap((key) => key.reasons)).toEqual(reasons)
  })

  test('not_in_cost_api: usage that the bill of the day does not mention', () => {
    const result = reconcile(
      [billed('1.25', { quantity: million })],
      [usage('input_uncached', 1_000_000), usage('output', 100_000)],
    )
    expect(result.map((key) => key.reasons)).toEqual([[], [['not_in_cost_api', '-1']]])
  })
})

describe('netting at the coarser key', () => {
  test('an alias on the bill and a snapshot in the usage meet at the model', () => {
    const result = reconcile(
      [billed('1.3', { model: 'gpt-5' })],
      [usage('input_uncached', 1_000_000, { model: 'gpt-5-2025-08-07' })],
    )
    expect(result).toMatchObject([{ key: 'proj_a/gpt-5/*', reasons: [['unexplained', '0.05']] }])
  })

  test('an unmapped line item never yields a pair of opposite rows', () => {
    const result = reconcile(
      [billed('1.26', { kind: 'unmapped', lineItem: 'GPT-5', model: null, meter: null })],
      [usage('input_uncached', 1_000_000)],
    )
    expect(result).toMatchObject([{ key: 'proj_a/*', reasons: [['unmapped_line_item', '0.01']] }])
  })

  test('a bill without projects is compared for the account', () => {
    const line = billed('2.51', {
      projectId: null,
      kind: 'unmapped',
      lineItem: null,
      model: null,
      meter: null,
    })
    const result = reconcile(
      [line],
      [usage('input_uncached', 1_000_000), usage('input_uncached', 1_000_000, { projectId: 'proj_b' })],
    )
    expect(result).toMatchObject([{ key: '-/*', projectId: null, reasons: [['unmapped_line_item', '0.01']] }])
  })

  test('two currencies are never compared', () => {
    const result = reconcile([billed('1', { currency: 'EUR' })], [usage('input_uncached', 1_000_000)])
    expect(result.map((key) => key.reasons)).toEqual([
      [['no_usage_record', '1']],
      [['not_in_cost_api', '-1.25']],
    ])
  })
})

describe('a vendor that tells band and region on both sides', () => {
  const both = ['band', 'region'] as const
  const long = { band: 'long', lineItem: 'gpt-5, input, long' }

  test('long prompts are compared with long prompts, and a gap of one is not spread over the other', () => {
    const keys = reconcile(
      [billed('1.25'), billed('2.6', long)],
      [usage('input_uncached', 1_000_000), usage('input_uncached', 1_000_000, { band: 'long' })],
      both,
    )
    expect(keys.map(({ key, reasons }) => [key, reasons])).toEqual([
      ['proj_a/gpt-5/input_uncached/standard', []],
      ['proj_a/gpt-5/input_uncached/standard/long', [['unexplained', '0.1']]],
    ])
  })

  test('a line that names no region is global; another region is a key of its own', () => {
    const keys = reconcile(
      [billed('1.25'), billed('1.25', { region: 'us' })],
      [usage('input_uncached', 1_000_000, { region: 'us' }), usage('input_uncached', 1_000_000)],
      both,
    )
    expect(keys.map(({ key, reasons }) => [key, reasons])).toEqual([
      ['proj_a/gpt-5/input_uncached/standard', []],
      ['proj_a/gpt-5/input_uncached/standard/us', []],
    ])
  })

  test('tools are billed without tier, band and region, whatever the request was', () => {
    const tool = { model: 'tools', meter: 'vector_storage', lineItem: 'Storage' } as const
    const keys = reconcile(
      [billed('0.2', tool)],
      [
        usage('vector_storage', 1, { region: 'us' }),
        { ...usage('vector_storage', 1), tier: 'batch', band: 'long' },
      ],
      both,
    )
    expect(keys.map(({ key, reasons }) => [key, reasons])).toEqual([
      ['proj_a/tools/vector_storage/standard', []],
    ])
  })

  test('a bill without quantities that fits another published tier is a tier mismatch', () => {
    const [key] = reconcile([billed('0.625')], [usage('input_uncached', 1_000_000)], both)
    expect(key?.reasons).toEqual([['tier_mismatch', '-0.625']])
  })
})

test('usage in another currency than the bill is never compared with it', () => {
  const yuan = createPriceBook([price('output', '8', { currency: 'CNY' })])
  const line = { ...usage('output', 1_000_000), currency: 'CNY' }
  const found = yuan.find({ ...line, at: DAY })
  const priced = found
    ? { ...line, pricing: pricingOf(line, found, LIST_PRICES.agreed(found, { ...line, at: DAY })) }
    : line
  const keys = reconcile([billed('8', { meter: 'output', lineItem: 'gpt-5, output' })], [priced])
  expect(keys.map(({ reasons }) => reasons)).toEqual([
    [['no_usage_record', '8']],
    [['not_in_cost_api', '-8']],
  ])
})

test('whatever is billed and used: every line is in one key, and priced + reasons = billed per project', () => {
  const project = fc.constantFrom('proj_a', 'proj_b')
  const meter = fc.constantFrom<MeterType>('input_uncached', 'input_cache_read', 'output', 'vector_storage')
  const model = fc.constantFrom('gpt-5', 'gpt-5-2025-08-07', 'gpt-9', 'tools')
  const amount = fc
    .integer({ min: -5_000_000, max: 90_000_000 })
    .map((units) => new Decimal(units).div(10_000_000))
  const vendor = fc
    .record({
      projectId: project,
      kind: fc.constantFrom<VendorLine['kind']>('metered', 'metered', 'metered', 'unmapped', 'credit'),
      model,
      meter,
      amount,
      band: fc.constantFrom('base', 'long'),
      region: fc.constantFrom(null, 'global', 'us'),
      quantity: fc.option(fc.nat(3_000_000).map((n) => new Decimal(n))),
      lineItem: fc.constantFrom('x', 'y', null),
    })
    .map((line) => billed('0', line))
  const used = fc
    .record({ projectId: project, model, meter, quantity: fc.nat(3_000_000) })
    .map(({ quantity, meter: m, ...line }) => usage(m, quantity, line))
  fc.assert(
    fc.property(
      fc.array(vendor, { maxLength: 8, minLength: 1 }),
      fc.array(used, { maxLength: 8 }),
      fc.subarray<PairedDimension>(['band', 'region']),
      (bill, lines, pairedBy) => {
        const keys = pairKeys(bill, lines, pairedBy)
        expect(keys.flatMap((key) => key.vendor)).toHaveLength(bill.length)
        for (const id of ['proj_a', 'proj_b']) {
          const cost = (items: Decimal[]) => items.reduce((sum, item) => sum.plus(item), new Decimal(0))
          const priced = cost(
            lines
              .filter((line) => line.projectId === id)
              .map((line) => line.pricing?.contractedCost ?? new Decimal(0)),
          )
          const reasons = keys
            .filter((key) => key.projectId === id)
            .flatMap((key) => explainGap(key, book, DAY).reasons)
          const expected = cost(bill.filter((line) => line.projectId === id).map((line) => line.amount))
          expect(priced.plus(cost(reasons.map((reason) => reason.amount))).toFixed()).toBe(expected.toFixed())
          expect(
            reasons.every((reason) => reason.amount.decimalPlaces() <= 12 && !reason.amount.isZero()),
          ).toBe(true)
        }
      },
    ),
    { numRuns: 300 },
  )
})
