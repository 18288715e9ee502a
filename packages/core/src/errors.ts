/**
 * Every failure a caller may need to act on has a code; the HTTP status is derived from it, never chosen
 * by hand. The statuses are the outside contract of the services.
 */
const STATUS_BY_CODE = {
  malformed_request: 400,
  unauthenticated: 401,
  forbidden: 403,
  not_found: 404,
  conflict: 409,
  payload_too_large: 413,
  invalid_input: 422,
  credential_rejected: 422,
  config_invalid: 422,
  quota_exceeded: 429,
  rate_limited: 429,
  internal: 500,
  storage_full: 503,
  memory_exhausted: 503,
  provider_unavailable: 503,
  timeout: 504,
  cancelled: 499,
} as const

export type ErrorCode = keyof typeof STATUS_BY_CODE
export type ErrorStatus = (typeof STATUS_BY_CODE)[ErrorCode]

/** One rejected field: where it is (JSON pointer or `query.limit`) and what is wrong with it. */
export type FieldFault = { readonly path: string; readonly message: string }

export type AppErrorOptions = {
  readonly cause?: unknown
  /** Logged, never serialized: SQL, upstream bodies, ids of other tenants. */
  readonly detail?: Readonly<Record<string, unknown>>
  /** Serialized beside the message: facts the caller may see, such as the limit that was hit. */
  readonly public?: Readonly<Record<string, unknown>>
  readonly faults?: readonly FieldFault[]
  /** Seconds after which trying again can help; becomes `Retry-After`. */
  readonly retryAfterSeconds?: number
}

/**
 * The only error class thrown on purpose.
 *
 * `message` is safe to show to the tenant: it says what happened, why, and what to do.
 */
export class AppError extends Error {
  override readonly name = 'AppError'
  readonly code: ErrorCode
  readonly detail: Readonly<Record<string, unknown>>
  readonly public: Readonly<Record<string, unknown>>
  readonly faults: readonly FieldFault[]
  readonly retryAfterSeconds: number | undefined

  constructor(code: ErrorCode, message: string, options: AppErrorOptions = {}) {
    super(message, { cause: options.cause })
    this.code = code
    this.detail = options.detail ?? {}
    this.public = options.public ?? {}
    this.faults = options.faults ?? []
    this.retryAfterSeconds = options.retryAfterSeconds
  }

  get status(): ErrorStatus {
    return STATUS_BY_CODE[this.code]
  }

  /** Whether trying the same call again can help. Drives step retry. */
  get retryable(): boolean {
    return this.code === 'provider_unavailable' || this.code === 'rate_limited' || this.code === 'timeout'
  }
}

export function statusOf(code: ErrorCode): ErrorStatus {
  return STATUS_BY_CODE[code]
}
