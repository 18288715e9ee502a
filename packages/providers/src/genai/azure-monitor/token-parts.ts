import { Decimal } from '@cloudact/core/decimal'
import type { PartsOf } from '../metrics/hourly-counts.ts'
import { inclusiveParts } from '../usage-normalizer.ts'

/**
 * Parts of an Azure OpenAI record: as OpenAI, processed prompt tokens INCLUDE what came from the cache and generated
 * tokens include reasoning (75 §11). Azure Monitor has no count of cached tokens, only a rate, so the whole prompt is
 * taken at the uncached price: at most what it costs. Embedding models have a prompt only.
 */
export const tokenParts: PartsOf = (counts, { model }) => {
  const input = counts.input ?? 0
  if (/embedding/.test(model) && input > 0 && !counts.output)
    return [{ meter: 'embedding', quantity: new Decimal(input) }]
  return inclusiveParts({ input, output: counts.output ?? 0 })
}
