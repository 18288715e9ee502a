import { AppError } from '@cloudact/core/errors'
import { delivered, undelivered, type Delivery } from './delivery.ts'

export type JsonPost = {
  readonly fetch: typeof fetch
  readonly url: string
  readonly body: string
  readonly method?: 'POST' | 'PUT'
  readonly headers?: Readonly<Record<string, string>>
  /** Who is called, for messages: the URL of a webhook is a secret. */
  readonly name: string
  readonly signal?: AbortSignal
  readonly timeoutMilliseconds?: number
}

const TIMEOUT_MILLISECONDS = 10_000
const LONGEST_RETRY_SECONDS = 3_600
const RETRYABLE = new Set([408, 425, 429])

/** Sends JSON once. 2xx is delivered; 408, 425, 429, 5xx and network failures may be tried again. */
export async function postJson(post: JsonPost): Promise<Delivery> {
  const timeout = AbortSignal.timeout(post.timeoutMilliseconds ?? TIMEOUT_MILLISECONDS)
  const signal = post.signal ? AbortSignal.any([post.signal, timeout]) : timeout
  try {
    const response = await post.fetch(post.url, {
      method: post.method ?? 'POST',
      headers: { ...post.headers, 'content-type': 'application/json' },
      body: post.body,
      redirect: 'error',
      signal,
    })
    await response.body?.cancel()
    if (response.ok) return delivered(response.headers.get('x-request-id') ?? undefined)
    return undelivered(
      `${post.name} answered ${response.status}.`,
      RETRYABLE.has(response.status) || response.status >= 500,
      retryAfter(response.headers.get('retry-after')),
    )
  } catch (error) {
    if (post.signal?.aborted) throw post.signal.reason
    if (timeout.aborted) return undelivered(`${post.name} did not answer in time.`, true)
    // The guard's refusal is final; everything else a fetch rejects with is the network.
    const refusal =
      error instanceof AppError
        ? error
        : error instanceof Error && error.cause instanceof AppError
          ? error.cause
          : undefined
    if (refusal && !refusal.retryable)
      return undelivered(`${post.name} is at an address that may not be called.`, false)
    return undelivered(`${post.name} could not be reached.`, true)
  }
}

function retryAfter(header: string | null): number | undefined {
  if (header === null || !/^\d+$/.test(header.trim())) return undefined
  return Math.min(Number(header), LONGEST_RETRY_SECONDS)
}
