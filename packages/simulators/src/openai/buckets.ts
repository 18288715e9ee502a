import { createHash } from 'node:crypto'
import { ApiError } from './api-error.ts'
import type { BucketQuery } from './query.ts'

export type Bucket = {
  readonly object: 'bucket'
  readonly start_time: number
  readonly end_time: number
  readonly results: readonly object[]
}
export type BucketPage = {
  readonly object: 'page'
  readonly data: readonly Bucket[]
  readonly has_more: boolean
  readonly next_page: string | null
}

/** One page of a query: whole buckets from where the token left off. */
export function bucketPage(
  query: BucketQuery,
  maxBuckets: number | undefined,
  results: (start: number, end: number) => readonly object[],
): BucketPage {
  const count = Math.max(0, Math.ceil((query.end - query.start) / query.bucketMilliseconds))
  const first = query.page === undefined ? 0 : readToken(query)
  const last = Math.min(count, first + Math.min(query.limit, maxBuckets ?? query.limit))
  const data: Bucket[] = []
  for (let index = first; index < last; index += 1) {
    const start = query.start + index * query.bucketMilliseconds
    const end = Math.min(start + query.bucketMilliseconds, query.end)
    data.push({
      object: 'bucket',
      start_time: start / 1000,
      end_time: end / 1000,
      results: results(start, end),
    })
  }
  const more = last < count
  return { object: 'page', data, has_more: more, next_page: more ? makeToken(last, query.identity) : null }
}

function makeToken(index: number, identity: string): string {
  return `page_${Buffer.from(`${index}:${digest(identity)}`).toString('base64url')}`
}

function readToken(query: BucketQuery): number {
  const [index, identity] = Buffer.from((query.page ?? '').replace(/^page_/, ''), 'base64url')
    .toString()
    .split(':')
  if (identity !== digest(query.identity) || !/^\d+$/.test(index ?? '')) {
    throw ApiError.invalid('page', "Invalid 'page': it does not belong to this query.")
  }
  return Number(index)
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 12)
}
