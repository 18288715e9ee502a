import { Readable } from 'node:stream'
import type { Catalog } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Logger } from '@cloudact/core/ports/logger'
import { backoffDelay } from '../backoff.ts'
import type { HttpClient, HttpRequest, HttpResponse } from '../http-client.ts'
import type { Timers } from '../timers.ts'
import { type ExchangeRequest, type ExchangeResponse } from './exchange.ts'
import { follow } from './follow-redirects.ts'
import { networkReason } from './network-error.ts'
import type { RateLimiter } from './rate-limiter.ts'
import { readBody } from './read-body.ts'
import { parseRetryAfter } from './retry-after.ts'
import { describeUrl } from './url-policy.ts'

export type HttpClientOptions = {
  /** Whose calls these are: limits are kept per organization and provider. */
  readonly org: OrgSlug
  /** The organization's view of the registry: base URLs and rate limits come from it. */
  readonly catalog: Catalog
  readonly limiter: RateLimiter
  readonly timers: Timers
  readonly log: Logger
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number
  /** Attempts of one request, the first included. */
  readonly maxAttempts?: number
  readonly maxBodyBytes?: number
}

const MAX_ATTEMPTS = 5
const MAX_BODY_BYTES = 128 * 1_048_576
const DEFAULT_TIMEOUT_SECONDS = 60
const DEFAULT_REQUESTS_PER_MINUTE = 60
const BACKOFF = { backoff_seconds: 1, exponential: true, longest_seconds: 30 }
const BODILESS = new Set([101, 204, 205, 304])

/** The client of one organization. Cheap: pooled connections and buckets live outside it. */
export function createHttpClient(options: HttpClientOptions): HttpClient {
  const { org, catalog, limiter, timers, log, random } = options
  const maxAttempts = options.maxAttempts ?? MAX_ATTEMPTS
  const maxBodyBytes = options.maxBodyBytes ?? MAX_BODY_BYTES
  const nameOf = (provider: string) => catalog.providers.get(provider)?.display_name ?? provider

  /** One rate-limited exchange; `read` consumes the body before the deadline passes. */
  async function once<Result>(
    provider: string,
    request: Omit<ExchangeRequest, 'signal'>,
    outer: AbortSignal | undefined,
    timeoutSeconds: number,
    redirects: boolean,
    read: (response: ExchangeResponse, finished: () => void) => Promise<Result>,
  ): Promise<Result> {
    const registry = catalog.providers.get(provider)
    await limiter.acquire(
      `${org}:${provider}`,
      registry?.rate_limit.requests_per_minute ?? DEFAULT_REQUESTS_PER_MINUTE,
      outer,
    )
    const deadline = new AbortController()
    const cancel = timers.after(timeoutSeconds * 1_000, () => {
      const message = `${nameOf(provider)} did not answer within ${timeoutSeconds} s (${describeUrl(request.url)}).`
      deadline.abort(new AppError('timeout', message))
    })
    const signal = outer ? AbortSignal.any([outer, deadline.signal]) : deadline.signal
    try {
      const response = await follow({ ...request, signal }, registry?.api_base_url, redirects)
      return await read(response, cancel)
    } catch (error) {
      cancel()
      if (signal.aborted) throw signal.reason
      if (error instanceof AppError) throw error
      const reason = networkReason(error)
      if (reason === undefined) throw error
      throw new AppError(
        'provider_unavailable',
        `${nameOf(provider)} could not be reached: ${reason} (${describeUrl(request.url)}).`,
        {
          cause: error,
        },
      )
    }
  }

  async function attempt(provider: string, request: HttpRequest): Promise<HttpResponse> {
    const url = parseUrl(request.url)
    const pace = request.requestsPerSecond
    if (pace !== undefined) await limiter.acquire(`${org}:${provider}:${pace}`, pace * 60, request.signal, 1)
    const response = await once(
      provider,
      { method: request.method ?? 'GET', url, headers: request.headers ?? {}, body: request.body },
      request.signal,
      request.timeoutSeconds ?? DEFAULT_TIMEOUT_SECONDS,
      true,
      async ({ status, headers, body }, finished) => {
        const text = await readBody(body, maxBodyBytes)
        finished()
        return { status, headers, text }
      },
    )
    if (response.status === 429) {
      const retryAfterSeconds = parseRetryAfter(response.headers['retry-after'], timers.now())
      if (retryAfterSeconds !== undefined) limiter.pause(`${org}:${provider}`, retryAfterSeconds * 1_000)
      throw new AppError(
        'rate_limited',
        `${nameOf(provider)} limits the rate of calls (${describeUrl(url)}). Try again later.`,
        {
          retryAfterSeconds,
        },
      )
    }
    if (response.status >= 500) {
      throw new AppError(
        'provider_unavailable',
        `${nameOf(provider)} answered ${response.status} (${describeUrl(url)}).`,
        {
          retryAfterSeconds: parseRetryAfter(response.headers['retry-after'], timers.now()),
        },
      )
    }
    return response
  }

  return {
    async send(provider, request) {
      for (let tries = 1; ; tries += 1) {
        try {
          return await attempt(provider, request)
        } catch (error) {
          if (request.signal?.aborted || !(error instanceof AppError) || !error.retryable) throw error
          if (
            tries >= (request.maxAttempts ?? maxAttempts) ||
            (error.code === 'rate_limited' && request.retryOn429 === false)
          )
            throw error
          const delay = Math.max((error.retryAfterSeconds ?? 0) * 1_000, backoffDelay(BACKOFF, tries, random))
          log.warn({ provider, attempt: tries, delay_ms: Math.round(delay), code: error.code }, error.message)
          await timers.sleep(delay, request.signal)
        }
      }
    },

    fetchFor(provider) {
      return async (input, init) => {
        const request = new Request(input, init)
        const body = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
        return once(
          provider,
          {
            method: request.method,
            url: parseUrl(request.url),
            headers: Object.fromEntries(request.headers),
            body,
          },
          request.signal,
          DEFAULT_TIMEOUT_SECONDS,
          request.redirect === 'follow',
          async (response, finished) => {
            // The body may be a bill of gigabytes: from here on only the caller's signal bounds it.
            finished()
            return toFetchResponse(response)
          },
        )
      }
    },
  }
}

function parseUrl(text: string): URL {
  const url = URL.parse(text)
  if (!url)
    throw new AppError(
      'invalid_input',
      `"${(text.split('?')[0] ?? '').slice(0, 80)}" is not an absolute URL.`,
    )
  return url
}

function toFetchResponse({ status, headers, body }: ExchangeResponse): Response {
  const { 'content-encoding': encoding, 'content-length': length, ...rest } = headers
  const kept = {
    ...rest,
    ...(encoding === undefined && length !== undefined && { 'content-length': length }),
  }
  if (BODILESS.has(status)) {
    body.resume()
    return new Response(null, { status, headers: kept })
  }
  return new Response(Readable.toWeb(body), { status, headers: kept })
}
