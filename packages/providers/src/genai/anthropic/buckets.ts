import type { JsonValue } from '@cloudact/engine/json-source'
import { z } from 'zod'
import { readBuckets } from '../read-buckets.ts'

const Bucket = z.object({
  starting_at: z.iso.datetime({ offset: true }).transform((text) => {
    const instant = new Date(text)
    return instant.toISOString().replace('.000Z', 'Z')
  }),
  results: z.array(z.unknown()),
})

/** `starting_at` is UTC: `2026-10-14T09:00:00Z`. */
export type AnthropicBucket = z.output<typeof Bucket>

/** All buckets of a query, in the order they come. Throws `provider_unavailable` as `readBuckets` does. */
export function anthropicBuckets(
  what: string,
  readPage: (token: string | undefined) => Promise<JsonValue>,
): AsyncIterable<AnthropicBucket> {
  return readBuckets(
    { vendor: 'Anthropic', what, bucket: Bucket, startOf: (bucket) => bucket.starting_at },
    readPage,
  )
}
