import { Decimal } from '@cloudact/core/decimal'
import type { PartsOf } from '../metrics/hourly-counts.ts'
import { inclusiveParts } from '../usage-normalizer.ts'

/**
 * Parts of a Google record. Gemini's input INCLUDES what came from the cache, its output candidates and thoughts
 * (75 §11): uncached input is input − cached, and the parts add up to input + output. Embedding models have input only,
 * which is priced as embedding.
 */
export const tokenParts: PartsOf = (counts, { model }) => {
  const input = counts.input ?? 0
  if (/embedding/.test(model) && input > 0 && !counts.output)
    return [{ meter: 'embedding', quantity: new Decimal(input) }]
  return inclusiveParts({
    input,
    output: counts.output ?? 0,
    ...(counts.cached !== undefined && { cached: counts.cached }),
  })
}
