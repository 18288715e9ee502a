import { Decimal } from '@cloudact/core/decimal'
import { parseJsonSource } from '@cloudact/engine/json-source'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { RejectedUsage } from '../usage-normalizer.ts'
import { readUsageRecord } from './usage-record.ts'

const HOUR = '2026-10-14T09:00:00Z'
const read = (record: object) => readUsageRecord(HOUR, parseJsonSource(JSON.stringify(record)))

const RECORD = {
  uncached_input_tokens: 1500,
  cache_read_input_tokens: 200,
  cache_creation: { ephemeral_5m_input_tokens: 500, ephemeral_1h_input_tokens: 1000 },
  output_tokens: 700,
  server_tool_use: { web_search_requests: 10 },
  api_key_id: 'apikey_1',
  workspace_id: 'wrkspc_1',
  model: 'claude-opus-5',
  service_tier: 'standard',
  context_window: '0-200k',
  inference_geo: 'global',
}

describe('a result of the messages report', () => {
  test('golden: every count is a part of its own; none includes another', () => {
    const fact = read(RECORD)
    expect(fact.parts.map(({ meter, quantity }) => [meter, quantity.toFixed()])).toEqual([
      ['input_uncached', '1500'],
      ['input_cache_read', '200'],
      ['input_cache_write_5m', '500'],
      ['input_cache_write_1h', '1000'],
      ['output', '700'],
      ['web_search', '10'],
    ])
    expect(fact).toMatchObject({
      inputTokens: 3200,
      cachedInputTokens: 200,
      outputTokens: 700,
      projectId: 'wrkspc_1',
      apiKeyId: 'apikey_1',
      contextBand: 'base',
      region: 'global',
      currency: 'USD',
      tier: 'standard',
    })
  })

  test('whatever the counts: tokens of the parts add up to input and output, searches stay apart', () => {
    const count = fc.nat(2_000_000_000)
    const record = fc.record({
      uncached_input_tokens: count,
      cache_read_input_tokens: count,
      cache_creation: fc.option(
        fc.record({ ephemeral_5m_input_tokens: count, ephemeral_1h_input_tokens: count }),
      ),
      output_tokens: count,
      server_tool_use: fc.option(fc.record({ web_search_requests: count })),
      model: fc.constantFrom('claude-opus-5', null),
    })
    fc.assert(
      fc.property(record, (value) => {
        const { parts, inputTokens, outputTokens } = read(value)
        const sum = (wanted: RegExp) =>
          parts.reduce(
            (total, { meter, quantity }) => (wanted.test(meter) ? total.plus(quantity) : total),
            new Decimal(0),
          )
        const written = value.cache_creation
        const input =
          value.uncached_input_tokens +
          value.cache_read_input_tokens +
          (written?.ephemeral_5m_input_tokens ?? 0) +
          (written?.ephemeral_1h_input_tokens ?? 0)
        expect([sum(/^input_/).toNumber(), inputTokens]).toEqual([input, input])
        expect([sum(/^output$/).toNumber(), outputTokens]).toEqual([value.output_tokens, value.output_tokens])
        expect(sum(/^web_search$/).toNumber()).toBe(value.server_tool_use?.web_search_requests ?? 0)
        expect(parts.every(({ quantity }) => quantity.gt(0))).toBe(true)
      }),
    )
  })

  test.each([
    ['batch', { service_tier: 'batch' }, { tier: 'batch' }],
    ['fast mode', { speed: 'fast' }, { tier: 'fast' }],
    ['standard speed', { speed: 'standard' }, { tier: 'standard' }],
    ['a tier without a public price', { service_tier: 'flex_discount' }, { tier: 'flex_discount' }],
    ['a long prompt', { context_window: '200k-1M' }, { contextBand: 'long' }],
    ['a size nobody has seen', { context_window: '1M-2M' }, { contextBand: '1M-2M' }],
    ['the United States', { inference_geo: 'us' }, { region: 'us' }],
    ['a model without a choice of geography', { inference_geo: 'not_available' }, { region: 'global' }],
    ['the Workbench', { api_key_id: null, workspace_id: null }, { apiKeyId: null, projectId: null }],
    ['a person', { account_id: 'user_1' }, { userId: 'user_1' }],
    ['a service account', { service_account_id: 'svac_1' }, { userId: 'svac_1' }],
  ])('%s', (_, more, expected) => {
    expect(read({ ...RECORD, ...more })).toMatchObject(expected)
  })

  test('the id depends on the dimensions, not on the counts', () => {
    const { recordId } = read(RECORD)
    expect(read({ ...RECORD, output_tokens: 9 }).recordId).toBe(recordId)
    for (const more of [{ speed: 'fast' }, { context_window: '200k-1M' }, { inference_geo: 'us' }])
      expect(read({ ...RECORD, ...more }).recordId).not.toBe(recordId)
  })

  test.each([
    ['negative', { output_tokens: -1 }],
    ['no whole number', { uncached_input_tokens: 1.5 }],
    ['text', { cache_creation: { ephemeral_5m_input_tokens: 'many' } }],
  ])('a count that is %s rejects the record with its values', (_, more) => {
    expect(() => read({ ...RECORD, ...more })).toThrow(RejectedUsage)
  })
})
