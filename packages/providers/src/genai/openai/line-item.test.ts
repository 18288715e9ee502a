import { expect, test } from 'vitest'
import { lineMeaning } from './line-item.ts'

test.each([
  ['gpt-5.4-2026-03-05, input', 'gpt-5.4-2026-03-05', 'input_uncached', 'standard', 'base'],
  ['gpt-4o-mini-2024-07-18, cached input', 'gpt-4o-mini-2024-07-18', 'input_cache_read', 'standard', 'base'],
  ['priority | gpt-5.6-sol, output, long context', 'gpt-5.6-sol', 'output', 'priority', 'long'],
  ['gpt-5.6-sol, cache writes', 'gpt-5.6-sol', 'input_cache_write', 'standard', 'base'],
  ['gpt-audio-mini-2025-12-15 audio, input', 'gpt-audio-mini-2025-12-15', 'input_audio', 'standard', 'base'],
  ['gpt-image-2.5 image, output', 'gpt-image-2.5', 'output_image', 'standard', 'base'],
  ['gpt-image-2.5 text, cached input', 'gpt-image-2.5', 'input_cache_read', 'standard', 'base'],
  ['text-embedding-3-large, input', 'text-embedding-3-large', 'embedding', 'standard', 'base'],
  ['whisper-1, audio', 'whisper-1', 'transcription', 'standard', 'base'],
  ['web search tool calls', 'tools', 'web_search', 'standard', 'base'],
  ['Vector storage', 'tools', 'vector_storage', 'standard', 'base'],
  [
    'ft:gpt-4.1-mini-2025-04-14:acme::x, input',
    'ft:gpt-4.1-mini-2025-04-14:acme::x',
    'input_uncached',
    'standard',
    'base',
  ],
])('%s', (lineItem, model, meter, tier, contextBand) => {
  expect(lineMeaning(lineItem)).toEqual({ kind: 'metered', model, meter, tier, contextBand, region: null })
})

test('a credit is no usage', () => {
  expect(lineMeaning('Promotional credit')).toEqual({ kind: 'credit' })
})

test.each([null, 'GPT-4o mini', 'assistants api | file search', 'gpt-5 audio, cache writes', ''])(
  '%s is not guessed',
  (lineItem) => {
    expect(lineMeaning(lineItem)).toEqual({ kind: 'unmapped' })
  },
)
