import { JsonInteger, type JsonValue } from '@cloudact/engine/json-source'
import { z } from 'zod'
import { readBuckets } from '../read-buckets.ts'

const Bucket = z.object({
  start_time: JsonInteger,
  results: z.array(z.unknown()),
})

export type OpenAiBucket = z.output<typeof Bucket>

/** All buckets of a query, in the order they come. Throws `provider_unavailable` as `readBuckets` does. */
export function openAiBuckets(
  what: string,
  readPage: (token: string | undefined) => Promise<JsonValue>,
): AsyncIterable<OpenAiBucket> {
  return readBuckets(
    { vendor: 'OpenAI', what, bucket: Bucket, startOf: (bucket) => bucket.start_time },
    readPage,
  )
}
