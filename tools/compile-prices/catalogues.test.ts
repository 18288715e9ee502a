import type { JsonObject } from '@cloudact/engine/json-source'
import { describe, expect, test } from 'vitest'
import { litellmField } from './litellm-fields.ts'
import { matches, spelledOut } from './match-model.ts'
import { litellmModel, VENDORS } from './vendors.ts'

describe('fields of LiteLLM', () => {
  test.each([
    ['input_cost_per_token', 'chat', 'input_uncached', 'standard', null],
    ['input_cost_per_token', 'embedding', 'embedding', 'standard', null],
    ['input_cost_per_token_batches', 'chat', 'input_uncached', 'batch', null],
    ['output_cost_per_token_above_200k_tokens_priority', 'chat', 'output', 'priority', 200_000],
    ['cache_creation_input_token_cost_above_1hr', 'chat', 'input_cache_write_1h', 'standard', null],
    [
      'cache_creation_input_token_cost_above_1hr_above_200k_tokens',
      'chat',
      'input_cache_write_1h',
      'standard',
      200_000,
    ],
    ['cache_read_input_token_cost_above_272k_tokens_flex', 'chat', 'input_cache_read', 'flex', 272_000],
    ['input_cost_per_second', 'audio_transcription', 'transcription', 'standard', null],
  ])('%s of %s prices %s, %s, above %s', (field, mode, meter, tier, minTokens) => {
    expect(litellmField(field, mode)).toMatchObject({ meter, tier, minTokens })
  })

  test('a field without a meter is not taken for another', () => {
    expect(litellmField('input_cost_per_image', 'chat')).toBeUndefined()
    expect(litellmField('input_cost_per_second', 'chat')).toBeUndefined()
    expect(litellmField('output_dbu_cost_per_token', 'chat')).toBeUndefined()
  })
})

describe('names of LiteLLM', () => {
  const named = (folder: string, key: string) => {
    const vendor = VENDORS.find((one) => one.folder === folder)
    return vendor && litellmModel(key, vendor)
  }
  test.each([
    ['azure_openai', 'azure/eu/gpt-5.1', 'gpt-5.1', 'eu'],
    ['azure_openai', 'azure/global-standard/gpt-4o', 'gpt-4o', 'global'],
    [
      'aws_bedrock',
      'bedrock/us-gov-west-1/meta.llama3-8b-instruct-v1:0',
      'meta.llama3-8b-instruct-v1:0',
      'us-gov-west-1',
    ],
    ['aws_bedrock', 'us.anthropic.claude-opus-5', 'us.anthropic.claude-opus-5', 'global'],
    ['gcp_vertex', 'vertex_ai/claude-opus-4@20250514', 'claude-opus-4@20250514', 'global'],
    ['openrouter', 'openrouter/openai/gpt-5', 'openai/gpt-5', 'global'],
  ])('%s: %s is %s in %s', (folder, key, model, region) => {
    expect(named(folder, key)).toEqual({ model, region })
  })

  test.each([
    ['aws_bedrock', 'bedrock/eu-central-1/1-month-commitment/anthropic.claude-v1'],
    ['openai', 'high/1024-x-1024/gpt-image-1'],
    ['azure_openai', 'azure/mistral-large-latest'],
    ['fireworks_ai', 'fireworks-ai-up-to-4b'],
  ])('%s: %s is not one model', (folder, key) => {
    expect(named(folder, key)).toBeUndefined()
  })
})

describe('rules of genai-prices', () => {
  test('every kind of clause, without case', () => {
    const rule: JsonObject = {
      or: [{ equals: 'o3' }, { and: [{ starts_with: 'claude-' }, { ends_with: '-v1' }] }],
    }
    expect(['O3', 'Claude-2-v1', 'claude-2', 'o3-pro'].map((model) => matches(rule, model))).toEqual([
      true,
      true,
      false,
      false,
    ])
    expect(matches({ regex: '^gpt-\\d$' }, 'gpt-5')).toBe(true)
    expect(matches({ contains: 'nova' }, 'us.amazon.nova-pro')).toBe(true)
    expect(spelledOut(rule)).toEqual(['o3'])
  })

  test('refuses a clause it does not know', () => {
    expect(() => matches({ sounds_like: 'gpt' }, 'gpt-5')).toThrow(/unknown kind/)
  })
})
