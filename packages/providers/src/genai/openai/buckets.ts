import { AppError } from '@cloudact/core/errors'
import { JsonInteger, type JsonValue } from '@cloudact/engine/json-source'
import { z } from 'zod'

const Bucket = z.object({
  start_time: JsonInteger,
  results: z.array(z.unknown()),
})
const Page = z.object({
  data: z.array(Bucket),
  has_more: z.boolean(),
  next_page: z.string().nullable().optional(),
})

export type UsageBucket = z.output<typeof Bucket>

/**
 * Reads all pages of a query. A page token that comes back, or a bucket that was delivered before, would loop or
 * double money: both end the read with `provider_unavailable` and nothing is stored.
 */
export async function* readBuckets(
  what: string,
  readPage: (token: string | undefined) => Promise<JsonValue>,
): AsyncIterable<UsageBucket> {
  const tokens = new Set<string>()
  const starts = new Set<number>()
  for (let token: string | undefined; ;) {
    const page = Page.safeParse(await readPage(token))
    if (!page.success) throw unexpected(what, z.prettifyError(page.error))
    for (const bucket of page.data.data) {
      if (starts.has(bucket.start_time)) throw unexpected(what, `the bucket ${bucket.start_time} came twice`)
      starts.add(bucket.start_time)
      yield bucket
    }
    if (!page.data.has_more) return
    const next = page.data.next_page
    if (!next) throw unexpected(what, 'there is more, but no page token')
    if (tokens.has(next)) throw unexpected(what, 'the same page token came twice')
    tokens.add(next)
    token = next
  }
}

function unexpected(what: string, problem: string): AppError {
  return new AppError(
    'provider_unavailable',
    `OpenAI's ${what} pages do not make sense: ${problem}. Nothing was stored.`,
  )
}
