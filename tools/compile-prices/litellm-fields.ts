import { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from '@cloudact/providers/genai/meter'

/** What one field of a LiteLLM entry prices. */
export type LitellmField = {
  readonly meter: MeterType
  readonly tier: string
  readonly minTokens: number | null
  /** Field's unit → pricing unit: per token → per million. */
  readonly factor: Decimal
}

const MILLION = new Decimal(1_000_000)
const TIERS: Readonly<Record<string, string>> = { batches: 'batch', flex: 'flex', priority: 'priority' }

/** Per token. `above_1hr` is a cache lifetime, not a context size. */
const TOKEN_FIELDS: Readonly<Record<string, MeterType>> = {
  input_cost_per_token: 'input_uncached',
  input_cost_per_token_cache_hit: 'input_cache_read',
  cache_read_input_token_cost: 'input_cache_read',
  cache_creation_input_token_cost: 'input_cache_write',
  cache_creation_input_token_cost_above_1hr: 'input_cache_write_1h',
  output_cost_per_token: 'output',
  output_cost_per_reasoning_token: 'output_reasoning',
  input_cost_per_audio_token: 'input_audio',
  cache_read_input_audio_token_cost: 'input_audio_cached',
  output_cost_per_audio_token: 'output_audio',
  input_cost_per_image_token: 'input_image',
  output_cost_per_image_token: 'output_image',
  output_cost_per_video_token: 'output_video',
}

/** Fields whose meaning depends on what the model does: `mode|field`. */
const UNIT_FIELDS: Readonly<Record<string, readonly [MeterType, Decimal]>> = {
  'image_generation|output_cost_per_image': ['images', new Decimal(1)],
  'image_edit|output_cost_per_image': ['images', new Decimal(1)],
  'video_generation|output_cost_per_video_per_second': ['video_seconds', new Decimal(1)],
  'video_generation|output_cost_per_second': ['video_seconds', new Decimal(1)],
  'audio_transcription|input_cost_per_second': ['transcription', new Decimal(60)],
  'audio_speech|input_cost_per_character': ['speech_characters', MILLION],
}

/** Meter, tier and context band of a field; undefined when the price lists have no meter for it. */
export function litellmField(field: string, mode: string): LitellmField | undefined {
  const unit = UNIT_FIELDS[`${mode}|${field}`]
  if (unit) return { meter: unit[0], tier: 'standard', minTokens: null, factor: unit[1] }
  let base = field
  let tier = 'standard'
  let minTokens: number | null = null
  for (;;) {
    const suffix = /^(.+)_(?:(batches|flex|priority)|above_(\d+)k_tokens)$/.exec(base)
    if (!suffix) break
    base = suffix[1] ?? ''
    if (suffix[2] !== undefined) tier = TIERS[suffix[2]] ?? tier
    if (suffix[3] !== undefined) minTokens = Number(suffix[3]) * 1_000
  }
  const meter = TOKEN_FIELDS[base]
  return meter && { meter: tokenMeter(meter, mode), tier, minTokens, factor: MILLION }
}

function tokenMeter(meter: MeterType, mode: string): MeterType {
  if (meter === 'input_uncached' && mode === 'embedding') return 'embedding'
  return meter === 'input_uncached' && mode === 'rerank' ? 'rerank_input' : meter
}
