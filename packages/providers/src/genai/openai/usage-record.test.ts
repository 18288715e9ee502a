import { existsSync, readFileSync } from 'node:fs'
import { isJsonObject, parseJsonSource } from '@cloudact/engine/json-source'
import { describe, expect, test } from 'vitest'
import { RejectedUsage } from '../usage-normalizer.ts'
import { openAiBuckets } from './buckets.ts'
import { USAGE_ENDPOINTS, type UsageEndpoint } from './usage-endpoints.ts'
import { readUsageRecord } from './usage-record.ts'

const START = Date.parse('2026-01-15T09:00:00Z') / 1000
const RECORDED = '../shared/data/provider-responses/openai'

function read(endpoint: UsageEndpoint, result: object) {
  return readUsageRecord(endpoint, START, 1, parseJsonSource(JSON.stringify(result)))
}

const parts = (endpoint: UsageEndpoint, result: object) =>
  read(endpoint, result).parts.map(({ meter, quantity }) => [meter, quantity.toFixed()])

describe('one usage result', () => {
  test.each<[UsageEndpoint, object, string[][]]>([
    ['embeddings', { input_tokens: 16, model: 'text-embedding-3-small' }, [['embedding', '16']]],
    ['moderations', { input_tokens: 16, model: 'omni-moderation-latest' }, [['input_uncached', '16']]],
    ['images', { images: 2, model: 'dall-e-3', size: '1024x1024' }, [['images', '2']]],
    ['images', { images: 2, model: 'gpt-image-1.5' }, []],
    ['audio_speeches', { characters: 45, model: 'tts-1' }, [['speech_characters', '45']]],
    ['audio_transcriptions', { seconds: 20, model: 'whisper-1' }, [['transcription', '20']]],
    ['vector_stores', { usage_bytes: 24 * 2 ** 30 }, [['vector_storage', '1']]],
    ['code_interpreter_sessions', { num_sessions: 3 }, [['code_interpreter', '3']]],
    ['file_search_calls', { num_requests: 4 }, [['file_search', '4']]],
    ['web_search_calls', { num_requests: 5, num_model_requests: 2, model: 'gpt-5' }, [['web_search', '5']]],
    ['completions', { input_tokens: 0, output_tokens: 0 }, []],
  ])('%s %j', (endpoint, result, expected) => {
    expect(parts(endpoint, result)).toEqual(expected)
  })

  test.each([
    [{ batch: true, service_tier: 'default' }, 'batch'],
    [{ batch: false, service_tier: 'default' }, 'standard'],
    [{ service_tier: null }, 'standard'],
    [{ service_tier: 'priority' }, 'priority'],
    [{ service_tier: 'scale' }, 'scale'],
    [{ service_tier: 'turbo' }, 'turbo'],
  ])('%j is served at %s', (tier, expected) => {
    expect(read('completions', { input_tokens: 1, output_tokens: 1, ...tier }).tier).toBe(expected)
  })

  test('the id names the record, not its counts', () => {
    const dimensions = { project_id: 'p', model: 'm', batch: false }
    const id = (counts: object) => read('completions', { ...dimensions, ...counts }).recordId
    expect(id({ input_tokens: 1, output_tokens: 1 })).toBe(id({ input_tokens: 9, output_tokens: 9 }))
    expect(id({ input_tokens: 1, output_tokens: 1, user_id: 'u' })).not.toBe(
      id({ input_tokens: 1, output_tokens: 1 }),
    )
  })

  test.each([
    ['a required count is missing', 'embeddings', { model: 'm' }],
    ['a count is no whole number', 'embeddings', { input_tokens: 1.5 }],
    ['a count is negative', 'embeddings', { input_tokens: -1 }],
    [
      'more is cached than was read',
      'completions',
      { input_tokens: 10, input_cached_tokens: 11, output_tokens: 0 },
    ],
  ] as const)('rejected: %s', (_, endpoint, result) => {
    expect(() => read(endpoint, result)).toThrow(RejectedUsage)
  })
})

test.runIf(existsSync(RECORDED)).each(Object.keys(USAGE_ENDPOINTS) as UsageEndpoint[])(
  'the recorded %s answer',
  async (endpoint) => {
    const recorded = parseJsonSource(
      readFileSync(`${RECORDED}/ex_organization_usage_${endpoint}.json`, 'utf8'),
    )
    const response =
      isJsonObject(recorded) && typeof recorded['response'] === 'string'
        ? parseJsonSource(recorded['response'])
        : null
    const single = isJsonObject(response) ? { ...response, has_more: false } : null
    for await (const bucket of openAiBuckets(endpoint, async () => single)) {
      for (const result of bucket.results) {
        const fact = readUsageRecord(endpoint, bucket.start_time, 1, result)
        expect(fact.hour).toBe('2024-11-01T00:00:00Z')
        expect(fact.parts.length).toBeGreaterThan(0)
      }
    }
  },
)
