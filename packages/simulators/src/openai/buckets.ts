import { makePageToken, readPageToken } from '../vendor/page-token.ts'
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
  const first = firstBucket(query)
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
  return {
    object: 'page',
    data,
    has_more: more,
    next_page: more ? makePageToken(last, query.identity) : null,
  }
}

function firstBucket(query: BucketQuery): number {
  if (query.page === undefined) return 0
  const index = readPageToken(query.page, query.identity)
  if (index === undefined) throw ApiError.invalid('page', "Invalid 'page': it does not belong to this query.")
  return index
}
