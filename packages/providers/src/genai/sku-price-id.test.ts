import { describe, expect, test } from 'vitest'
import { METERS } from './meter.ts'
import { loadPrices } from './prices/load-prices.ts'
import type { Price } from './prices/price.ts'
import { skuPriceId } from './sku-price-id.ts'
import { catalogAt } from './testing/vendor-context.ts'

const variant = {
  meter: 'input_uncached',
  tier: 'standard',
  region: 'global',
  band: 'base',
  timeOfDay: '',
  currency: 'USD',
}

describe('SkuPriceId', () => {
  test.each([
    ['the plain price', {}, 'sku:standard:global:base'],
    ['a tier', { tier: 'batch' }, 'sku:batch:global:base'],
    ['a geography', { region: 'us' }, 'sku:standard:us:base'],
    ['a context band', { band: 'long' }, 'sku:standard:global:long'],
    ['a cache lifetime', { meter: 'input_cache_write_1h' }, 'sku:standard:global:base-1h'],
    ['tool input, which shares the meter of input', { meter: 'tool_input' }, 'sku:standard:global:base-tool'],
    [
      'hours of the day',
      { timeOfDay: 'Mon-Fri 01:00-04:00 06:00-10:00' },
      'sku:standard:global:base-mon-fri-0100-0400-0600-1000',
    ],
    ['the other hours', { timeOfDay: 'other' }, 'sku:standard:global:base-other'],
    ['a list in another currency', { currency: 'CNY' }, 'sku:standard:global:base-cny'],
  ])('names %s', (_, more, id) => {
    expect(skuPriceId('sku', { ...variant, ...more })).toBe(id)
  })

  test('no two prices of the shipped lists that are valid at once share one', () => {
    const shared: string[] = []
    for (const [file, rows] of catalogAt('http://127.0.0.1:9/v1').seeds) {
      if (!file.endsWith('/pricing.csv')) continue
      const byId = Map.groupBy(loadPrices(rows, file), (price) =>
        skuPriceId(`${file}/${price.model}/${METERS[price.meter].skuMeter}`, {
          ...price,
          timeOfDay: price.timeOfDay ?? '',
        }),
      )
      for (const [id, prices] of byId) {
        const sorted = prices.toSorted((a, b) => ((a.from ?? '') < (b.from ?? '') ? -1 : 1))
        if (sorted.some((price, index) => overlaps(price, sorted[index + 1]))) shared.push(id)
      }
    }
    expect(shared).toEqual([])
  })
})

function overlaps(price: Price, next: Price | undefined): boolean {
  return next !== undefined && (price.to === null || price.to > (next.from ?? ''))
}
