export type HttpRequest = {
  readonly method?: 'GET' | 'POST'
  readonly url: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string
  readonly signal?: AbortSignal
  /** For one attempt; 60 unless told. */
  readonly timeoutSeconds?: number
  /** A pace below the provider's registered limit. */
  readonly requestsPerSecond?: number
  /** Attempts in all, the first included; 5 unless told. */
  readonly maxAttempts?: number
  /** False: a 429 is thrown at once as `rate_limited`. */
  readonly retryOn429?: boolean
}

export type HttpResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Body as text: amounts are parsed from it without passing through a float. */
  readonly text: string
}

/**
 * Calls a vendor. Refuses private and link-local addresses and plain http except where the registry says so, keeps
 * the provider's rate limit, honours Retry-After and backs off on 429 and 5xx. Throws `provider_unavailable` when the
 * vendor cannot be reached; every answer below 500 except 429 is returned.
 */
export interface HttpClient {
  send(provider: string, request: HttpRequest): Promise<HttpResponse>
  /** The same guard and limits as a `fetch`, for vendor SDKs that accept one. */
  fetchFor(provider: string): typeof fetch
}
