import { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from './meter.ts'
import type { UsagePart } from './usage-fact.ts'

/** Counts as a vendor reports them; absent means the vendor did not say, which is not the same as 0. */
export type TokenCounts = {
  readonly input: number
  readonly output: number
  readonly cached?: number
  readonly cacheWrite?: number
  readonly uncached?: number
  readonly text?: number
  readonly audio?: number
  readonly image?: number
  readonly cachedText?: number
  readonly cachedAudio?: number
  readonly cachedImage?: number
  readonly outputText?: number
  readonly outputAudio?: number
  readonly outputImage?: number
}

/** A record whose parts do not make sense. The values go into the finding. */
export class RejectedUsage extends Error {
  readonly values: Readonly<Record<string, unknown>>

  constructor(message: string, values: Readonly<Record<string, unknown>>) {
    super(message)
    this.values = values
  }
}

/**
 * Parts of a vendor whose input INCLUDES cached and cache-write tokens (OpenAI, Azure OpenAI; 75 §11): uncached input
 * is what the vendor says, else input − cached − written. The parts add up to input and to output; a part that would
 * be negative, or a sum that is off, rejects the record.
 */
export function inclusiveParts(counts: TokenCounts): UsagePart[] {
  const cached = counts.cached ?? 0
  const cacheWrite = counts.cacheWrite ?? 0
  const uncached = counts.uncached ?? counts.input - cached - cacheWrite
  const audio = counts.audio ?? 0
  const image = counts.image ?? 0
  const text = counts.text ?? uncached - audio - image
  const cachedAudio = counts.cachedAudio ?? 0
  const cachedImage = counts.cachedImage ?? 0
  const cachedText = counts.cachedText ?? cached - cachedAudio - cachedImage
  const outputAudio = counts.outputAudio ?? 0
  const outputImage = counts.outputImage ?? 0
  const outputText = counts.outputText ?? counts.output - outputAudio - outputImage

  mustEqual(counts, 'uncached + cached + cache write', uncached + cached + cacheWrite, 'input', counts.input)
  mustEqual(counts, 'text + audio + image', text + audio + image, 'uncached input', uncached)
  mustEqual(
    counts,
    'cached text + audio + image',
    cachedText + cachedAudio + cachedImage,
    'cached input',
    cached,
  )
  mustEqual(
    counts,
    'output text + audio + image',
    outputText + outputAudio + outputImage,
    'output',
    counts.output,
  )
  return parts(counts, {
    input_uncached: text,
    input_cache_read: cachedText,
    input_cache_write: cacheWrite,
    input_audio: audio,
    input_audio_cached: cachedAudio,
    input_image: image,
    input_image_cached: cachedImage,
    output: outputText,
    output_audio: outputAudio,
    output_image: outputImage,
  })
}

/** Parts of a vendor whose input EXCLUDES the cache (Anthropic, Bedrock): every count stands for itself. */
export function exclusiveParts(counts: {
  readonly input: number
  readonly output: number
  readonly cacheRead?: number
  readonly cacheWrite5m?: number
  readonly cacheWrite1h?: number
  /** Cache writes whose lifetime the vendor does not tell. */
  readonly cacheWrite?: number
}): UsagePart[] {
  return parts(counts, {
    input_uncached: counts.input,
    input_cache_read: counts.cacheRead ?? 0,
    input_cache_write_5m: counts.cacheWrite5m ?? 0,
    input_cache_write_1h: counts.cacheWrite1h ?? 0,
    input_cache_write: counts.cacheWrite ?? 0,
    output: counts.output,
  })
}

/** Drops empty parts; rejects the record when one is negative or no whole number. */
function parts(counts: object, values: Partial<Record<MeterType, number>>): UsagePart[] {
  const meters = Object.keys(values) as MeterType[]
  return meters.flatMap((meter) => {
    const quantity = values[meter] ?? 0
    if (quantity < 0 || !Number.isSafeInteger(quantity)) {
      throw new RejectedUsage(`${meter} would be ${quantity} tokens.`, { ...counts })
    }
    return quantity === 0 ? [] : [{ meter, quantity: new Decimal(quantity) }]
  })
}

function mustEqual(counts: TokenCounts, left: string, sum: number, right: string, total: number): void {
  if (sum !== total) throw new RejectedUsage(`${left} is ${sum}, but ${right} is ${total}.`, { ...counts })
}
