import { Decimal } from '@cloudact/core/decimal'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { exclusiveParts, inclusiveParts, RejectedUsage, type TokenCounts } from './usage-normalizer.ts'

const total = (parts: { quantity: Decimal }[]) =>
  parts.reduce((sum, part) => sum.plus(part.quantity), new Decimal(0)).toNumber()
const amounts = (parts: { meter: string; quantity: Decimal }[]) =>
  Object.fromEntries(parts.map(({ meter, quantity }) => [meter, quantity.toNumber()]))

describe('inclusive vendors (OpenAI, Azure OpenAI)', () => {
  test('golden: the example of the API description, with every modality', () => {
    const parts = inclusiveParts({
      input: 5_000,
      cached: 1_800,
      cacheWrite: 200,
      uncached: 3_000,
      output: 1_000,
      text: 2_500,
      outputText: 800,
      cachedText: 1_500,
      audio: 300,
      cachedAudio: 100,
      outputAudio: 100,
      image: 200,
      cachedImage: 200,
      outputImage: 100,
    })
    expect(amounts(parts)).toEqual({
      input_uncached: 2_500,
      input_cache_read: 1_500,
      input_cache_write: 200,
      input_audio: 300,
      input_audio_cached: 100,
      input_image: 200,
      input_image_cached: 200,
      output: 800,
      output_audio: 100,
      output_image: 100,
    })
  })

  test('golden: an older answer without uncached or cache writes: input − cached', () => {
    expect(amounts(inclusiveParts({ input: 1_000_000, cached: 200_000, output: 50_000 }))).toEqual({
      input_uncached: 800_000,
      input_cache_read: 200_000,
      output: 50_000,
    })
  })

  test('cached tokens are never charged twice: the parts add up to input and output', () => {
    const share = fc.nat(1_000_000)
    fc.assert(
      fc.property(
        share,
        share,
        share,
        share,
        share,
        share,
        share,
        share,
        share,
        (text, audio, image, ct, ca, ci, write, ot, oa) => {
          const counts: TokenCounts = {
            input: text + audio + image + ct + ca + ci + write,
            output: ot + oa,
            cached: ct + ca + ci,
            cacheWrite: write,
            audio,
            image,
            cachedAudio: ca,
            cachedImage: ci,
            outputAudio: oa,
          }
          const parts = inclusiveParts(counts)
          expect(total(parts)).toBe(counts.input + counts.output)
          expect(parts.every((part) => part.quantity.greaterThan(0))).toBe(true)
        },
      ),
    )
  })

  test('a part that would be negative rejects the record with its values', () => {
    const counts = { input: 100, cached: 150, output: 10 }
    expect(() => inclusiveParts(counts)).toThrow(RejectedUsage)
    try {
      inclusiveParts(counts)
    } catch (error) {
      expect(error).toMatchObject({ values: counts })
    }
  })

  test('whatever the counts, the answer is either a split that adds up or a rejection', () => {
    const maybe = fc.option(fc.nat(2_000), { nil: undefined })
    const shape = {
      cached: maybe,
      cacheWrite: maybe,
      uncached: maybe,
      text: maybe,
      audio: maybe,
      image: maybe,
      cachedAudio: maybe,
      outputAudio: maybe,
    }
    fc.assert(
      fc.property(fc.record({ input: fc.nat(2_000), output: fc.nat(2_000), ...shape }), (counts) => {
        try {
          expect(total(inclusiveParts(counts))).toBe(counts.input + counts.output)
        } catch (error) {
          expect(error).toBeInstanceOf(RejectedUsage)
        }
      }),
    )
  })

  test.each([
    ['uncached off by one', { input: 100, cached: 20, uncached: 79, output: 5 }],
    [
      'text does not add up to uncached',
      { input: 100, cached: 20, uncached: 80, text: 70, audio: 5, output: 5 },
    ],
    ['cached parts exceed cached', { input: 100, cached: 20, cachedText: 20, cachedAudio: 1, output: 5 }],
    ['output parts exceed output', { input: 1, output: 5, outputText: 5, outputAudio: 1 }],
  ])('contradiction rejects: %s', (_, counts) => {
    expect(() => inclusiveParts(counts)).toThrow(RejectedUsage)
  })
})

describe('exclusive vendors (Anthropic, Bedrock)', () => {
  test('golden: 800,000 + 200,000 read is the same split as an inclusive million', () => {
    const exclusive = exclusiveParts({ input: 800_000, cacheRead: 200_000, output: 50_000 })
    const inclusive = inclusiveParts({ input: 1_000_000, cached: 200_000, output: 50_000 })
    expect(amounts(exclusive)).toEqual(amounts(inclusive))
  })

  test('cache writes keep their lifetime', () => {
    expect(amounts(exclusiveParts({ input: 1, output: 2, cacheWrite5m: 3, cacheWrite1h: 4 }))).toEqual({
      input_uncached: 1,
      input_cache_write_5m: 3,
      input_cache_write_1h: 4,
      output: 2,
    })
  })

  test('a negative count rejects', () => {
    expect(() => exclusiveParts({ input: -1, output: 0 })).toThrow(RejectedUsage)
  })
})
