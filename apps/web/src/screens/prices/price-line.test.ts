import { describe, expect, it } from 'vitest'
import type { Discount, OwnPrice, PublishedModel } from '../../api/shapes.ts'
import { priceLines } from './price-line.ts'

const DAY = '2026-11-28'
const listed = {
  price_id: 'gpt-5:input',
  meter: 'input_uncached',
  service_tier: 'standard',
  context_band: 'base',
  min_tokens: null,
  time_window: null,
  unit: '1000000 Tokens',
  price: '1.250000000000',
  override_price: null,
  effective_from: '2025-08-07',
  effective_to: null,
  source: 'https://vendor.example/prices',
  checked_on: '2026-11-01',
}
const model: PublishedModel = {
  ...{ org_slug: 'acme', provider: 'openai', model: 'gpt-5[-date]', model_family: null, model_version: null },
  ...{ region: 'global', currency: 'USD', input_per_1m: '1.25', output_per_1m: null },
  ...{ cached_input_per_1m: null, cached_write_per_1m: null, batch_input_per_1m: null },
  ...{ batch_output_per_1m: null, cached_discount_pct: null, batch_discount_pct: null },
  ...{ effective_from: null, effective_to: null, status: 'ACTIVE', is_override: false },
  ...{ override_input_per_1m: null, override_output_per_1m: null, override_effective_from: null },
  override_notes: null,
  prices: [listed],
}
const own: OwnPrice = {
  ...{ price_id: 'ovr_1', kind: 'override', provider: 'openai', model: 'gpt-5[-date]' },
  ...{ meter: 'input_uncached', service_tier: 'standard', context_band: 'base', region: 'global' },
  ...{ time_window: null, unit: '1000000 Tokens', currency: 'USD', price: '1.1' },
  ...{ effective_from: '2026-11-01', effective_to: null, notes: null, last_updated: '2026-11-01T00:00:00Z' },
}
const discount: Discount = {
  ...{ discount_id: 'dis_1', provider: 'openai', model: '*', meter: null, discount_percent: '10' },
  ...{ discount_amount: null, currency: null, effective_from: '2026-01-01', effective_to: null, notes: null },
}
const terms = (prices: OwnPrice[], discounts: Discount[] = []) => ({ org_slug: 'acme', prices, discounts })
const only = (prices: OwnPrice[], discounts: Discount[] = [], models = [model]) => {
  const lines = priceLines(models, terms(prices, discounts), DAY)
  expect(lines).toHaveLength(1)
  return lines[0]
}

describe('the prices in force', () => {
  it('are the list prices where nothing was agreed', () => {
    expect(only([])).toMatchObject({ list: '1.250000000000', pays: '1.250000000000', source: 'catalogue' })
  })

  it('keep the list price beside an override, which beats every discount', () => {
    expect(only([own], [discount])).toMatchObject({ list: '1.250000000000', pays: '1.1', source: 'override' })
  })

  it('leave an override of another day, region or currency alone', () => {
    const past = { ...own, effective_from: '2026-01-01', effective_to: DAY }
    const future = { ...own, effective_from: '2026-11-29' }
    expect(only([past, future])).toMatchObject({ source: 'catalogue' })
    const lines = priceLines(
      [model],
      terms([
        { ...own, region: 'eu' },
        { ...own, currency: 'EUR' },
      ]),
      DAY,
    )
    expect(lines.map(({ list, source }) => [list, source])).toEqual([
      ['1.250000000000', 'catalogue'],
      [null, 'override'],
      [null, 'override'],
    ])
  })

  it('take a custom price in the place of an equal list price, and one of a model no list has', () => {
    const custom = { ...own, kind: 'custom' as const, price_id: 'cus_1', price: '2' }
    expect(only([custom])).toMatchObject({ priceId: 'cus_1', list: '2', pays: '2', source: 'custom' })
    const alone = priceLines([], terms([{ ...custom, model: 'own' }]), DAY)
    expect(alone).toMatchObject([{ model: 'own', source: 'custom' }])
  })

  it('ignore own prices of the last run, which may be gone', () => {
    const stale = { ...model, prices: [listed, { ...listed, price_id: 'cus_9', meter: 'output' }] }
    expect(only([], [], [stale])).toMatchObject({ priceId: 'gpt-5:input' })
  })

  it('are lowered by the most exact discount that covers the whole price', () => {
    const exact = { ...discount, model: 'gpt-5[-date]', discount_percent: '33.333333' }
    const snapshot = { ...discount, model: 'gpt-5-2025-08-07', discount_percent: '90' }
    expect(only([], [discount, exact, snapshot])).toMatchObject({ pays: '0.833333', source: 'discount' })
    const amount = { ...discount, discount_percent: null, discount_amount: '3', currency: 'USD' }
    expect(only([], [amount])).toMatchObject({ pays: '0' })
    expect(only([], [{ ...amount, currency: 'EUR' }])).toMatchObject({ source: 'catalogue' })
  })

  it('have an override for all hours in the hours of a window too', () => {
    const window = { ...model, prices: [{ ...listed, time_window: '01:00-04:00' }] }
    const lines = priceLines([window], terms([own]), DAY)
    expect(lines.find(({ time_window: hours }) => hours !== null)).toMatchObject({ pays: '1.1' })
  })
})
