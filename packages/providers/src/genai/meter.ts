import { Decimal } from '@cloudact/core/decimal'

/**
 * Every kind of usage that has a price of its own (75 §11). Token kinds are the `x_token_type` of a row; the others
 * are metered in their own units.
 */
type Meter = {
  readonly skuMeter: string
  readonly pricingUnit: string
  readonly consumedUnit: string
  /** Consumed units in one pricing unit. */
  readonly consumedPerPricingUnit: Decimal
  readonly token: boolean
}

const MILLION = new Decimal(1_000_000)
const THOUSAND = new Decimal(1_000)
const ONE = new Decimal(1)

function tokens(skuMeter: string): Meter {
  return {
    skuMeter,
    pricingUnit: '1000000 Tokens',
    consumedUnit: 'Tokens',
    consumedPerPricingUnit: MILLION,
    token: true,
  }
}

function units(
  skuMeter: string,
  pricingUnit: string,
  consumedUnit: string,
  consumedPerPricingUnit: Decimal,
): Meter {
  return { skuMeter, pricingUnit, consumedUnit, consumedPerPricingUnit, token: false }
}

export const METERS = {
  input_uncached: tokens('Input Tokens'),
  input_cache_read: tokens('Cached Input Tokens'),
  input_cache_write: tokens('Cache Write Tokens'),
  input_cache_write_5m: tokens('Cache Write Tokens'),
  input_cache_write_1h: tokens('Cache Write Tokens'),
  input_audio: tokens('Audio Input Tokens'),
  input_audio_cached: tokens('Cached Audio Input Tokens'),
  input_image: tokens('Image Input Tokens'),
  input_image_cached: tokens('Cached Image Input Tokens'),
  input_video: tokens('Video Input Tokens'),
  input_video_cached: tokens('Cached Video Input Tokens'),
  tool_input: tokens('Input Tokens'),
  output: tokens('Output Tokens'),
  output_reasoning: tokens('Reasoning Tokens'),
  output_audio: tokens('Audio Output Tokens'),
  output_image: tokens('Image Output Tokens'),
  output_video: tokens('Video Output Tokens'),
  embedding: tokens('Embedding Tokens'),
  rerank_input: tokens('Rerank Tokens'),
  training: tokens('Training Tokens'),
  images: units('Images', 'Images', 'Images', ONE),
  video_seconds: units('Video Generation', 'Seconds', 'Seconds', ONE),
  transcription: units('Transcription', 'Minutes', 'Seconds', new Decimal(60)),
  speech_characters: units('Speech Characters', '1000000 Characters', 'Characters', MILLION),
  web_search: units('Web Search', '1000 Requests', 'Requests', THOUSAND),
  file_search: units('File Search', '1000 Requests', 'Requests', THOUSAND),
  code_interpreter: units('Code Interpreter', 'Sessions', 'Sessions', ONE),
  code_execution: units('Code Execution', 'Hours', 'Hours', ONE),
  vector_storage: units('Vector Storage', 'GB-Days', 'GB-Days', ONE),
} as const satisfies Readonly<Record<string, Meter>>

export type MeterType = keyof typeof METERS

export function isMeterType(text: string): text is MeterType {
  return Object.hasOwn(METERS, text)
}

/** Token kinds that are a part of the input or output of a record and so have a column of their own in the raw table. */
export const TOKEN_TYPES = Object.keys(METERS).filter(
  (type): type is MeterType => isMeterType(type) && METERS[type].token,
)
