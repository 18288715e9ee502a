import { AppError } from '@cloudact/core/errors'
import type { JsonValue } from '@cloudact/engine/json-source'
import { z } from 'zod'

export type BucketSource<Bucket> = {
  /** As it is named in messages: `OpenAI`. */
  readonly vendor: string
  /** `completions usage`. */
  readonly what: string
  readonly bucket: z.ZodType<Bucket>
  /** What tells one bucket of a query from another. */
  readonly startOf: (bucket: Bucket) => string | number
}

/**
 * Reads all pages of a query for time buckets. A page token that comes back, or a bucket that was delivered before,
 * would loop or double money: both end the read with `provider_unavailable` and nothing is stored.
 */
export async function* readBuckets<Bucket>(
  { vendor, what, bucket: schema, startOf }: BucketSource<Bucket>,
  readPage: (token: string | undefined) => Promise<JsonValue>,
): AsyncIterable<Bucket> {
  const Page = z.object({
    data: z.array(schema),
    has_more: z.boolean(),
    next_page: z.string().nullable().optional(),
  })
  const unexpected = (problem: string) =>
    new AppError(
      'provider_unavailable',
      `${vendor}'s ${what} pages do not make sense: ${problem}. Nothing was stored.`,
    )
  const tokens = new Set<string>()
  const starts = new Set<string | number>()
  for (let token: string | undefined; ;) {
    const page = Page.safeParse(await readPage(token))
    if (!page.success) throw unexpected(z.prettifyError(page.error))
    for (const bucket of page.data.data) {
      const start = startOf(bucket)
      if (starts.has(start)) throw unexpected(`the bucket ${start} came twice`)
      starts.add(start)
      yield bucket
    }
    if (!page.data.has_more) return
    const next = page.data.next_page
    if (!next) throw unexpected('there is more, but no page token')
    if (tokens.has(next)) throw unexpected('the same page token came twice')
    tokens.add(next)
    token = next
  }
}
