import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { tokenParts as azureParts } from '../azure-monitor/token-parts.ts'
import { tokenParts as googleParts } from '../cloud-monitoring/token-parts.ts'
import { tokenParts as bedrockParts } from '../cloudwatch/token-parts.ts'
import { RejectedUsage } from '../usage-normalizer.ts'
import type { CountSubject, PartsOf } from './hourly-counts.ts'

const subject: CountSubject = {
  endpoint: 'x',
  model: 'gemini-2.5-flash',
  projectId: null,
  tier: 'standard',
  contextBand: null,
  region: null,
}
const total = (parts: ReturnType<PartsOf>) =>
  parts.reduce((sum, { quantity }) => sum + quantity.toNumber(), 0)
const count = fc.nat(10_000_000)

describe('what the counts of a monitoring service include', () => {
  test('Google: input includes the cached part; parts add up to input + output, or the record is rejected', () => {
    fc.assert(
      fc.property(count, count, fc.option(count, { nil: undefined }), (input, output, cached) => {
        const counts = { input, output, ...(cached !== undefined && { cached }) }
        if ((cached ?? 0) > input) expect(() => googleParts(counts, subject)).toThrow(RejectedUsage)
        else expect(total(googleParts(counts, subject))).toBe(input + output)
      }),
    )
  })

  test('Bedrock: input, cache reads and cache writes stand apart; parts add up to all four counts', () => {
    fc.assert(
      fc.property(count, count, count, count, (input, output, cached, cacheWrite) => {
        const parts = bedrockParts({ input, output, cached, cacheWrite }, subject)
        expect(total(parts)).toBe(input + output + cached + cacheWrite)
        expect(parts.every(({ quantity }) => quantity.isPositive())).toBe(true)
      }),
    )
  })

  test('Azure OpenAI: the prompt includes cached tokens; parts add up to prompt + generated', () => {
    fc.assert(
      fc.property(count, count, (input, output) => {
        expect(total(azureParts({ input, output }, subject))).toBe(input + output)
      }),
    )
  })

  test('embedding models have input only, priced as embedding', () => {
    for (const [parts, model] of [
      [googleParts, 'gemini-embedding-001'],
      [bedrockParts, 'amazon.titan-embed-text-v2:0'],
      [azureParts, 'text-embedding-3-small'],
    ] as const)
      expect(parts({ input: 5 }, { ...subject, model }).map(({ meter }) => meter)).toEqual(['embedding'])
  })
})
