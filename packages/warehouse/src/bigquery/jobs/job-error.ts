import { AppError } from '@cloudact/core/errors'
import { tooExpensive } from './cost-guard.ts'

/** A failure as BigQuery states it, whether it came with a request or with a job. */
export type JobFailure = { readonly reason: string; readonly status: number; readonly message: string }

/** Reasons BigQuery documents as its own trouble or as passing. */
const RETRYABLE = new Set([
  'backendError',
  'internalError',
  'jobBackendError',
  'jobInternalError',
  'rateLimitExceeded',
  'jobRateLimitExceeded',
  'tableUnavailable',
])

/** What went wrong, out of the shapes the client throws. Undefined for an error that is not BigQuery's. */
export function readFailure(error: unknown): JobFailure | undefined {
  if (!(error instanceof Error)) return undefined
  const listed: unknown = Reflect.get(error, 'errors')
  const first: unknown = Array.isArray(listed) ? listed[0] : undefined
  const code: unknown = Reflect.get(error, 'code')
  const reason: unknown =
    typeof first === 'object' && first !== null ? Reflect.get(first, 'reason') : undefined
  const network = typeof code === 'string' && /^(E[A-Z]+|ERR_SOCKET|UND_ERR)/.test(code)
  if (typeof reason !== 'string' && typeof code !== 'number' && !network) return undefined
  return {
    reason: typeof reason === 'string' ? reason : '',
    status: typeof code === 'number' ? code : network ? 503 : 0,
    message: error.message,
  }
}

/** Whether the same job under a new id may succeed. Transactions that met are BigQuery's invalidQuery. */
export function isRetryable({ reason, status, message }: JobFailure): boolean {
  return (
    RETRYABLE.has(reason) ||
    status >= 500 ||
    status === 429 ||
    /aborted due to concurrent|concurrent update/i.test(message)
  )
}

/** The failure as one the caller can act on. BigQuery's own text goes to the log only: it can quote SQL. */
export function toJobError(failure: JobFailure, what: string, cause: unknown, limit: bigint): AppError {
  const detail = { bigquery: failure.message, reason: failure.reason }
  const fail = (code: AppError['code'], message: string): AppError =>
    new AppError(code, message, { cause, detail })
  if (failure.reason === 'bytesBilledLimitExceeded') {
    const needed = /(\d+) or higher required/.exec(failure.message)?.[1]
    return tooExpensive(what, needed === undefined ? undefined : BigInt(needed), limit, { cause, detail })
  }
  if (isRetryable(failure))
    return fail(
      'provider_unavailable',
      `${what} failed: BigQuery cannot answer at the moment. Try again later.`,
    )
  if (failure.status === 401 || failure.status === 403 || failure.reason === 'accessDenied') {
    return fail(
      'provider_unavailable',
      `${what} failed: BigQuery refuses this service's account. It needs the roles BigQuery Job User and BigQuery Data Owner.`,
    )
  }
  if (failure.reason === 'quotaExceeded')
    return fail(
      'provider_unavailable',
      `${what} failed: the project's BigQuery quota is used up. Try again later.`,
    )
  if (failure.reason === 'invalidQuery' || failure.reason === 'invalid')
    return fail(
      'invalid_input',
      `${what} cannot be computed by BigQuery: a value or an expression is not valid.`,
    )
  return fail('internal', `${what} failed in BigQuery.`)
}
