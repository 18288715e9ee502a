/** Requests per minute, by who is asking or what for. */
export type RateLimits = {
  readonly enabled: boolean
  readonly rootPerMinute: number
  readonly orgPerMinute: number
  readonly pipelineStartsPerMinute: number
  readonly integrationSetupsPerMinute: number
  /** Answers of 401 to one address before it is told to wait. */
  readonly failedAuthPerMinute: number
  readonly globalPerMinute: number
}

export const DEFAULT_RATE_LIMITS: RateLimits = {
  enabled: true,
  rootPerMinute: 600,
  orgPerMinute: 6_000,
  pipelineStartsPerMinute: 600,
  integrationSetupsPerMinute: 60,
  failedAuthPerMinute: 60,
  globalPerMinute: 60_000,
}

export type HttpConfig = {
  readonly production: boolean
  readonly bodyLimitBytes: number
  /** Origins that may call from a browser with credentials; `*` is never one. */
  readonly corsOrigins: readonly string[]
  /** Origins of our own web application: their pages may change things with the session cookie. */
  readonly trustedOrigins: readonly string[]
  /** Whether X-Forwarded-For is believed: only behind a proxy that sets it. */
  readonly trustProxy: boolean
  readonly rateLimits: RateLimits
}

export const DEFAULT_HTTP_CONFIG: HttpConfig = {
  production: false,
  bodyLimitBytes: 10 * 1024 * 1024,
  corsOrigins: [],
  trustedOrigins: [],
  trustProxy: false,
  rateLimits: DEFAULT_RATE_LIMITS,
}
