import { WORKLOADS } from '@cloudact/simulators/openai/workloads'
import { describe, expect, test } from 'vitest'
import type { MeterType } from '../meter.ts'
import { catalogAt } from '../testing/vendor-context.ts'
import { loadPrices } from './load-prices.ts'
import { createPriceBook } from './price-book.ts'

describe('configs/seed/openai/pricing.csv', () => {
  const rows = catalogAt('http://127.0.0.1:9/v1').seeds.get('openai/pricing.csv') ?? []
  const prices = loadPrices(rows, 'openai/pricing.csv')
  const book = createPriceBook(prices)
  const find = (
    model: string,
    meter: MeterType,
    tier = 'standard',
    at = '2026-11-01T00:00:00Z',
    band = 'base',
  ) => book.find({ model, meter, tier, band, region: 'global', at })?.unitPrice.toFixed()

  test('loads without a fault, for at least 60 models, every row with its source', () => {
    expect(new Set(prices.map((price) => price.model)).size).toBeGreaterThanOrEqual(60)
    expect(rows.every((row) => row['source'] && row['checked_on'])).toBe(true)
  })

  test.each<[string, MeterType, string, string | undefined]>([
    ['gpt-5-2025-08-07', 'input_uncached', 'standard', '1.25'],
    ['gpt-5', 'input_cache_read', 'standard', '0.125'],
    ['gpt-5-mini-2025-08-07', 'output', 'standard', '2'],
    ['gpt-4.1-2025-04-14', 'output', 'batch', '4'],
    ['gpt-5.4-2026-03-05', 'input_uncached', 'priority', '5'],
    ['gpt-4o-2024-05-13', 'input_uncached', 'standard', '5'],
    ['gpt-4o-2024-08-06', 'input_uncached', 'standard', '2.5'],
    ['text-embedding-3-large', 'embedding', 'standard', '0.13'],
    ['omni-moderation-latest', 'input_uncached', 'standard', '0'],
    ['gpt-realtime-2025-08-28', 'input_audio', 'standard', '32'],
    ['gpt-image-1.5-2025-12-16', 'output_image', 'standard', '32'],
    ['tools', 'file_search', 'standard', '2.5'],
    ['gpt-5.5-2026-04-23', 'web_search', 'standard', '10'],
    ['gpt-5.7-preview', 'output', 'standard', undefined],
    ['gpt-5-mini', 'output', 'scale', undefined],
  ])('%s %s %s: %s', (model, meter, tier, expected) => {
    expect(find(model, meter, tier)).toBe(expected)
  })

  test('a price cut takes effect on its day', () => {
    expect(find('o3', 'output', 'standard', '2025-06-09T23:00:00Z')).toBe('40')
    expect(find('o3', 'output', 'standard', '2025-06-10T00:00:00Z')).toBe('8')
  })

  test('every model of the demonstration but the preview has an input price', () => {
    const models = WORKLOADS.flatMap((workload) => (workload.endpoint === 'completions' ? [workload] : []))
    const unpriced = models.filter(({ model, batch, serviceTier }) => {
      const tier = batch ? 'batch' : serviceTier === 'default' ? 'standard' : (serviceTier ?? 'standard')
      return find(model, 'input_uncached', tier) === undefined
    })
    expect(unpriced.map(({ model }) => model)).toEqual(['gpt-5.7-preview'])
  })
})
