import { describe, expect, test } from 'vitest'
import type { MeterType } from '../meter.ts'
import { catalogAt } from '../testing/vendor-context.ts'
import { loadPrices } from './load-prices.ts'
import { openPriceBook } from './open-price-book.ts'
import type { Price } from './price.ts'
import type { PriceQuery } from './price-book.ts'

const catalog = catalogAt('http://127.0.0.1:9/v1')
const files = [...catalog.seeds].filter(([file]) => file.endsWith('/pricing.csv'))
const lists = new Map(files.map(([file, rows]) => [file.split('/')[0] ?? '', loadPrices(rows, file)]))

function find(
  provider: string,
  model: string,
  meter: MeterType,
  more: Partial<Omit<PriceQuery, 'model' | 'meter'>> = {},
): Price | undefined {
  const base = { tier: 'standard', band: 'base', region: 'global', at: '2026-11-23T12:00:00Z' }
  return openPriceBook(catalog, provider).find({ ...base, model, meter, ...more })
}

/** A model's prices of input, cache read and output. */
function three(provider: string, model: string, more: Parameters<typeof find>[3] = {}): string[] {
  const meters = ['input_uncached', 'input_cache_read', 'output'] as const
  return meters.map((meter) => find(provider, model, meter, more)?.unitPrice.toFixed() ?? 'none')
}

describe('the shipped price lists', () => {
  test('price at least 1,500 models of providers and gateways, every price with its source and day', () => {
    const models = [...lists].flatMap(([provider, prices]) =>
      prices.map(({ model }) => `${provider}|${model}`),
    )
    expect(new Set(models).size).toBeGreaterThanOrEqual(1_500)
    const unsourced = files.flatMap(([, rows]) =>
      rows.filter((row) => !row['source'] || !/^\d{4}-\d{2}-\d{2}$/.test(row['checked_on'] ?? '')),
    )
    expect(unsourced).toEqual([])
  })

  test('every provider whose usage is priced here names its list, and it opens', () => {
    const genai = [...catalog.providers].filter(([, { type }]) => type === 'genai').map(([key]) => key)
    expect(genai).toEqual(['openai', 'anthropic', 'gemini', 'deepseek', 'azure_openai', 'bedrock', 'vertex'])
    for (const key of genai) expect(catalog.providers.get(key)?.seed_path, key).toMatch(/\/pricing\.csv$/)
    expect(find('bedrock', 'amazon.nova-pro-v1:0', 'output')?.unitPrice.toFixed()).toBe('3.2')
  })

  test('a list is read once per catalog', () => {
    expect(openPriceBook(catalog, 'openrouter')).toBe(openPriceBook(catalog, 'openrouter'))
    expect(openPriceBook({ ...catalog, seeds: new Map(catalog.seeds) }, 'openrouter')).toBe(
      openPriceBook(catalog, 'openrouter'),
    )
  })

  test('one model has one name per long-context size, and a longer context is never cheaper', () => {
    for (const [provider, prices] of lists) {
      const long = prices.filter(({ minTokens }) => minTokens !== null)
      for (const [model, rows] of Map.groupBy(long, (price) => `${provider} ${price.model} ${price.band}`))
        expect(new Set(rows.map(({ minTokens }) => minTokens)).size, model).toBe(1)
      const cheaper = long.filter((price) => {
        const at = price.from ?? '2026-01-01T00:00:00'
        const base = find(provider, price.model, price.meter, { tier: price.tier, region: price.region, at })
        return base !== undefined && price.unitPrice.lt(base.unitPrice)
      })
      expect(cheaper.map(({ priceId }) => priceId)).toEqual([])
    }
  })

  test('batch is half of standard where the vendor says so; exceptions are known', () => {
    const exceptions = ['openai', 'anthropic', 'gemini', 'azure_openai', 'aws_bedrock', 'gcp_vertex'].flatMap(
      (provider) =>
        (lists.get(provider) ?? []).filter((price) => {
          if (price.tier !== 'batch') return false
          const standard = find(provider, price.model, price.meter, {
            band: price.band,
            region: price.region,
            at: price.from ?? '2026-01-01T00:00:00',
          })
          return standard !== undefined && !price.unitPrice.times(2).eq(standard.unitPrice)
        }),
    )
    expect(exceptions.map(({ priceId }) => priceId)).toEqual([
      'azure-openai-gpt-4.1-nano-2025-04-14-input-uncached-batch-us',
    ])
  })

  test('what is published as free is 0; what nobody publishes is absent', () => {
    expect(find('openai', 'omni-moderation-latest', 'input_uncached')?.unitPrice.toFixed()).toBe('0')
    expect(find('gemini', 'gemma-3-27b-it', 'output')?.unitPrice.toFixed()).toBe('0')
    expect(find('anthropic', 'claude-opus-5-5', 'input_cache_read')).toBeUndefined()
    expect(find('azure_ai', 'jais-30b-chat', 'output')).toBeUndefined()
  })
})

describe('Anthropic', () => {
  const writes = (model: string, more = {}) =>
    (['input_cache_write_5m', 'input_cache_write_1h', 'input_cache_read'] as const).map(
      (meter) => find('anthropic', model, meter, more)?.unitPrice.toFixed() ?? 'none',
    )

  test.each([
    ['claude-sonnet-4-5-20250929', ['3.75', '6', '0.3']],
    ['claude-haiku-4-5', ['1.25', '2', '0.1']],
    ['claude-opus-4-8', ['6.25', '10', '0.5']],
    ['claude-opus-4-1-20250805', ['18.75', '30', '1.5']],
    ['claude-fable-5-1', ['12.5', '20', '0.25']],
    ['claude-opus-5-5-20261001', ['5', '8', 'none']],
  ])('%s: cache writes of 5 minutes and 1 hour, and reads: %j', (model, expected) => {
    expect(writes(model)).toEqual(expected)
  })

  test('a cache write without a lifetime has no price', () => {
    expect(find('anthropic', 'claude-sonnet-4-5', 'input_cache_write')).toBeUndefined()
  })

  test('Sonnet 4.5 costs more above 200,000 tokens; later models do not', () => {
    expect(three('anthropic', 'claude-sonnet-4-5', { band: 'long' })).toEqual(['6', '0.6', '22.5'])
    expect(writes('claude-sonnet-4-5', { band: 'long' })).toEqual(['7.5', '12', '0.6'])
    expect(three('anthropic', 'claude-opus-4-8', { band: 'long' })).toEqual(['5', '0.5', '25'])
    const opus = (at: string) => three('anthropic', 'claude-opus-4-6', { band: 'long', at })
    expect(opus('2026-03-12T23:00:00Z')).toEqual(['10', '1', '37.5'])
    expect(opus('2026-03-13T00:00:00Z')).toEqual(['5', '0.5', '25'])
  })

  test('Sonnet 5 kept its introductory price', () => {
    expect(three('anthropic', 'claude-sonnet-5')).toEqual(['2', '0.2', '10'])
    expect(three('aws_bedrock', 'global.anthropic.claude-sonnet-5')).toEqual(['2', '0.2', '10'])
  })

  test('batch, the fast mode and the US geography', () => {
    expect(three('anthropic', 'claude-sonnet-4-5', { tier: 'batch' })).toEqual(['1.5', '0.15', '7.5'])
    expect(three('anthropic', 'claude-opus-4-8', { tier: 'fast' })).toEqual(['10', '1', '50'])
    expect(three('anthropic', 'claude-opus-4-8', { region: 'us' })).toEqual(['5.5', '0.55', '27.5'])
    expect(find('anthropic', 'claude-opus-4-8', 'web_search')?.unitPrice.toFixed()).toBe('10')
  })
})

describe('Google', () => {
  test.each(['gemini', 'gcp_vertex'])('%s: Gemini 2.5 Pro costs more above 200,000 tokens', (provider) => {
    expect(three(provider, 'gemini-2.5-pro')).toEqual(['1.25', '0.125', '10'])
    expect(three(provider, 'gemini-2.5-pro', { band: 'long' })).toEqual(['2.5', '0.25', '15'])
    expect(find(provider, 'gemini-2.5-pro', 'output', { band: 'long' })?.minTokens).toBe(200_000)
  })

  test('Flash: audio apart from text, images at the text rate', () => {
    expect(three('gemini', 'gemini-2.5-flash')).toEqual(['0.3', '0.03', '2.5'])
    expect(find('gemini', 'gemini-2.5-flash', 'input_audio')?.unitPrice.toFixed()).toBe('1')
    expect(find('gemini', 'gemini-2.5-flash', 'input_image')?.unitPrice.toFixed()).toBe('0.3')
  })

  test('a promotion ends on its day, and days whose price nobody saw have none', () => {
    const input = (at: string) =>
      find('gemini', 'gemini-3.6-flash', 'input_uncached', { at })?.unitPrice.toFixed()
    expect(input('2026-12-31T23:00:00Z')).toBe('0.75')
    expect(input('2027-01-01T00:00:00Z')).toBe('1.5')
    expect(input('2026-10-01T00:00:00Z')).toBeUndefined()
  })

  test('Claude on Vertex costs what Anthropic takes', () => {
    expect(three('vertex', 'claude-sonnet-4-5@20250929')).toEqual(['3', '0.3', '15'])
  })
})

describe('DeepSeek', () => {
  const at = (instant: string, currency?: string) =>
    three('deepseek', 'deepseek-v4-flash', { at: instant, currency })

  test('peak hours from Monday to Friday cost twice as much', () => {
    expect(at('2026-11-23T02:00:00Z')).toEqual(['0.3', '0.006', '1.2'])
    expect(at('2026-11-23T05:00:00Z')).toEqual(['0.15', '0.003', '0.6'])
    expect(at('2026-11-28T02:00:00Z')).toEqual(['0.15', '0.003', '0.6'])
    expect(three('deepseek', 'deepseek-v4-pro', { at: '2026-11-23T09:00:00Z' })).toEqual([
      '1.32',
      '0.044',
      '3.96',
    ])
  })

  test('before 2026-08-16 16:00 UTC there were none, and a day without hours has no price', () => {
    expect(at('2026-08-14T02:00:00Z')).toEqual(['0.14', '0.0028', '0.28'])
    expect(at('2026-08-16T15:00:00Z')).toEqual(['0.14', '0.0028', '0.28'])
    expect(at('2026-08-16T16:00:00Z')).toEqual(['0.15', '0.003', '0.6'])
    expect(at('2026-11-23')).toEqual(['none', 'none', 'none'])
  })

  test('the list in yuan is one of its own', () => {
    expect(at('2026-11-23T02:00:00Z', 'CNY')).toEqual(['2', '0.04', '8'])
  })
})

describe('Amazon Bedrock', () => {
  test.each([
    ['global.anthropic.claude-sonnet-4-5-20250929-v1:0', ['3', '0.3', '15']],
    ['us.anthropic.claude-sonnet-4-5-20250929-v1:0', ['3.3', '0.33', '16.5']],
    ['eu.anthropic.claude-sonnet-4-5-20250929-v1:0', ['3.3', '0.33', '16.5']],
    ['eu.anthropic.claude-opus-4-5-20251101-v1:0', ['5.5', '0.55', '27.5']],
    ['us.amazon.nova-pro-v1:0', ['0.8', '0.2', '3.2']],
  ])('%s: %j', (model, expected) => {
    expect(three('bedrock', model)).toEqual(expected)
  })

  test('a region with a price of its own beats the price of the others', () => {
    const llama = (region: string) =>
      find('bedrock', 'meta.llama3-70b-instruct-v1:0', 'input_uncached', { region })?.unitPrice.toFixed()
    expect(llama('us-east-1')).toBe('2.65')
    expect(llama('eu-west-2')).toBe('3.45')
  })
})

describe('Azure OpenAI', () => {
  test.each(['gpt-4o-2024-11-20', 'gpt-4.1', 'gpt-4o-mini', 'o3', 'gpt-5', 'gpt-5.4'])(
    '%s costs what OpenAI takes',
    (model) => {
      expect(three('azure_openai', model)).toEqual(three('openai', model))
    },
  )

  test('a data zone costs a tenth more', () => {
    expect(three('azure_openai', 'gpt-4.1-2025-04-14', { region: 'us' })).toEqual(['2.2', '0.55', '8.8'])
  })
})

describe('OpenAI', () => {
  test('context above 272,000 tokens, tiers and geographies are other list prices', () => {
    expect(three('openai', 'gpt-5.4-2026-03-05', { band: 'long' })).toEqual(['5', '0.5', '22.5'])
    expect(find('openai', 'gpt-5.4', 'output', { band: 'long' })?.minTokens).toBe(272_000)
    expect(three('openai', 'gpt-5.5', { region: 'eu' })).toEqual(['5.5', '0.55', '33'])
    expect(three('openai', 'gpt-5.5', { tier: 'priority' })).toEqual(['10', '1', '60'])
  })

  test('a price cut in the summer of 2026', () => {
    const luna = (at: string) => three('openai', 'gpt-5.6-luna', { at })
    expect(luna('2026-07-31T23:00:00Z')).toEqual(['1', '0.1', '6'])
    expect(luna('2026-08-01T00:00:00Z')).toEqual(['0.2', '0.02', '1.2'])
  })
})
