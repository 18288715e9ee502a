import { createHash } from 'node:crypto'
import { Decimal } from '@cloudact/core/decimal'
import { JsonInteger } from '@cloudact/engine/json-source'
import { z } from 'zod'
import { NO_MODEL, type ServiceTier, type UsageFact, type UsagePart } from '../usage-fact.ts'
import { inclusiveParts, RejectedUsage } from '../usage-normalizer.ts'
import type { UsageEndpoint } from './usage-endpoints.ts'

const count = JsonInteger.refine((value) => value >= 0, 'not negative')
  .nullish()
  .transform((value) => value ?? undefined)
const name = z
  .string()
  .nullish()
  .transform((value) => value ?? null)

const Result = z.object({
  project_id: name,
  user_id: name,
  api_key_id: name,
  model: name,
  batch: z.boolean().nullish(),
  service_tier: name,
  size: name,
  source: name,
  context_level: name,
  vector_store_id: name,
  num_model_requests: count,
  input_tokens: count,
  input_cached_tokens: count,
  input_cache_write_tokens: count,
  input_uncached_tokens: count,
  output_tokens: count,
  input_text_tokens: count,
  output_text_tokens: count,
  input_cached_text_tokens: count,
  input_audio_tokens: count,
  input_cached_audio_tokens: count,
  output_audio_tokens: count,
  input_image_tokens: count,
  input_cached_image_tokens: count,
  output_image_tokens: count,
  images: count,
  characters: count,
  seconds: count,
  usage_bytes: count,
  num_sessions: count,
  num_requests: count,
})
type Result = z.output<typeof Result>

/** Images of these are counted for information: they are billed by tokens, which the completions report carries. */
const TOKEN_BILLED_IMAGES = /^(gpt-image|chatgpt-image)/
const GIBIBYTE = new Decimal(2).pow(30)
const HOURS_PER_DAY = 24

/**
 * One usage result of OpenAI as a normalized fact. Throws `RejectedUsage` with the values when the counts contradict
 * each other or a required one is missing.
 */
export function readUsageRecord(
  endpoint: UsageEndpoint,
  bucketStart: number,
  bucketHours: number,
  value: unknown,
): UsageFact {
  const parsed = Result.safeParse(value)
  if (!parsed.success) throw new RejectedUsage(z.prettifyError(parsed.error), { endpoint, record: value })
  const result = parsed.data
  const hour = new Date(bucketStart * 1000).toISOString().replace('.000Z', 'Z')
  const dimensions = Object.fromEntries(
    (
      [
        ['image_size', result.size],
        ['image_source', result.source],
        ['context_level', result.context_level],
        ['vector_store_id', result.vector_store_id],
      ] as const
    ).flatMap(([key, text]) => (text === null ? [] : [[key, text]])),
  )
  return {
    hour,
    endpoint,
    model: result.model ?? NO_MODEL,
    projectId: result.project_id,
    apiKeyId: result.api_key_id,
    userId: result.user_id,
    tier: serviceTier(result),
    contextBand: null,
    region: null,
    currency: null,
    dimensions,
    parts: partsOf(endpoint, result, bucketHours),
    inputTokens: result.input_tokens ?? null,
    outputTokens: result.output_tokens ?? null,
    cachedInputTokens: result.input_cached_tokens ?? null,
    requests: result.num_model_requests ?? result.num_requests ?? null,
    recordId: recordId(endpoint, hour, result),
  }
}

function partsOf(endpoint: UsageEndpoint, result: Result, bucketHours: number): UsagePart[] {
  switch (endpoint) {
    case 'completions':
      return inclusiveParts({
        input: required(endpoint, result, 'input_tokens'),
        output: required(endpoint, result, 'output_tokens'),
        cached: result.input_cached_tokens,
        cacheWrite: result.input_cache_write_tokens,
        uncached: result.input_uncached_tokens,
        text: result.input_text_tokens,
        audio: result.input_audio_tokens,
        image: result.input_image_tokens,
        cachedText: result.input_cached_text_tokens,
        cachedAudio: result.input_cached_audio_tokens,
        cachedImage: result.input_cached_image_tokens,
        outputText: result.output_text_tokens,
        outputAudio: result.output_audio_tokens,
        outputImage: result.output_image_tokens,
      })
    case 'embeddings':
      return part('embedding', required(endpoint, result, 'input_tokens'))
    case 'moderations':
      return part('input_uncached', required(endpoint, result, 'input_tokens'))
    case 'images': {
      const images = required(endpoint, result, 'images')
      return TOKEN_BILLED_IMAGES.test(result.model ?? '') ? [] : part('images', images)
    }
    case 'audio_speeches':
      return part('speech_characters', required(endpoint, result, 'characters'))
    case 'audio_transcriptions':
      return part('transcription', required(endpoint, result, 'seconds'))
    case 'vector_stores': {
      const bytes = new Decimal(required(endpoint, result, 'usage_bytes'))
      return part(
        'vector_storage',
        bytes.times(bucketHours).div(GIBIBYTE.times(HOURS_PER_DAY)).toDecimalPlaces(12),
      )
    }
    case 'code_interpreter_sessions':
      return part('code_interpreter', required(endpoint, result, 'num_sessions'))
    case 'file_search_calls':
      return part('file_search', required(endpoint, result, 'num_requests'))
    case 'web_search_calls':
      return part('web_search', required(endpoint, result, 'num_requests'))
  }
}

function part(meter: UsagePart['meter'], quantity: Decimal | number): UsagePart[] {
  const decimal = new Decimal(quantity)
  return decimal.isZero() ? [] : [{ meter, quantity: decimal }]
}

function required(endpoint: string, result: Result, key: keyof Result): number {
  const value = result[key]
  if (typeof value !== 'number') throw new RejectedUsage(`${key} is missing.`, { endpoint, ...result })
  return value
}

/** `batch` wins: batch jobs carry the default tier. Names we do not know stay as they are and find no price. */
function serviceTier({ batch, service_tier: tier }: Result): ServiceTier {
  if (batch) return 'batch'
  return tier === null || tier === 'default' || tier === 'auto' ? 'standard' : tier
}

/** Endpoint, hour and dimensions name a record; its counts may be restated. */
function recordId(endpoint: string, hour: string, result: Result): string {
  const identity = [
    result.project_id,
    result.user_id,
    result.api_key_id,
    result.model,
    result.batch ?? null,
    result.service_tier,
    result.size,
    result.source,
    result.context_level,
    result.vector_store_id,
  ]
  const digest = createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)
  return `openai/${endpoint}/${hour}/${digest}`
}
