import { describe, expect, test } from 'vitest'
import { type CostLineFacts, lineMeaning } from './cost-line.ts'

const LINE: CostLineFacts = {
  costType: 'tokens',
  description: 'Claude Sonnet 4 Usage - Input Tokens',
  model: 'claude-sonnet-4-20250514',
  serviceTier: 'standard',
  contextWindow: '0-200k',
  tokenType: 'uncached_input_tokens',
  inferenceGeo: 'global',
}
const INPUT = {
  kind: 'metered',
  model: 'claude-sonnet-4-20250514',
  meter: 'input_uncached',
  tier: 'standard',
  contextBand: 'base',
  region: 'global',
}

describe('a line of the cost report', () => {
  test.each<[string, Partial<CostLineFacts>, object]>([
    ['input', {}, INPUT],
    ['a cache read', { tokenType: 'cache_read_input_tokens' }, { ...INPUT, meter: 'input_cache_read' }],
    [
      'a five-minute cache write',
      { tokenType: 'cache_creation.ephemeral_5m_input_tokens' },
      { ...INPUT, meter: 'input_cache_write_5m' },
    ],
    [
      'a one-hour cache write',
      { tokenType: 'cache_creation.ephemeral_1h_input_tokens' },
      { ...INPUT, meter: 'input_cache_write_1h' },
    ],
    [
      'output in batch',
      { tokenType: 'output_tokens', serviceTier: 'batch' },
      { ...INPUT, meter: 'output', tier: 'batch' },
    ],
    [
      'fast mode, which only the description names',
      { description: 'Claude Opus 5 Usage (Fast mode)' },
      { ...INPUT, tier: 'fast' },
    ],
    ['a long prompt', { contextWindow: '200k-1M' }, { ...INPUT, contextBand: 'long' }],
    ['the United States', { inferenceGeo: 'us' }, { ...INPUT, region: 'us' }],
    [
      'web search',
      { costType: 'web_search', tokenType: null, model: null },
      {
        kind: 'metered',
        model: 'tools',
        meter: 'web_search',
        tier: 'standard',
        contextBand: 'base',
        region: null,
      },
    ],
    [
      'code execution',
      { costType: 'code_execution', tokenType: null, model: null },
      {
        kind: 'metered',
        model: 'tools',
        meter: 'code_execution',
        tier: 'standard',
        contextBand: 'base',
        region: null,
      },
    ],
    ['a kind nobody has seen', { costType: 'session_usage' }, { kind: 'unmapped' }],
    ['tokens of a kind nobody has seen', { tokenType: 'dream_tokens' }, { kind: 'unmapped' }],
    ['a total without description', { costType: null, tokenType: null, model: null }, { kind: 'unmapped' }],
  ])('%s', (_, more, meaning) => {
    expect(lineMeaning({ ...LINE, ...more })).toEqual(meaning)
  })
})
