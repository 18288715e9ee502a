import { Decimal } from '@cloudact/core/decimal'
import type { PartsOf } from '../metrics/hourly-counts.ts'
import { exclusiveParts } from '../usage-normalizer.ts'

/**
 * Parts of a Bedrock record. Its input EXCLUDES what was read from and written to the cache (75 §11): every count
 * stands for itself, and the input of a record is the sum of the three. CloudWatch does not tell how long a write to
 * the cache lives. Embedding models have input only, which is priced as embedding.
 */
export const tokenParts: PartsOf = (counts, { model }) => {
  const input = counts.input ?? 0
  if (/\bembed|-embed/.test(model) && input > 0 && !counts.output)
    return [{ meter: 'embedding', quantity: new Decimal(input) }]
  return exclusiveParts({
    input,
    output: counts.output ?? 0,
    cacheRead: counts.cached ?? 0,
    cacheWrite: counts.cacheWrite ?? 0,
  })
}
