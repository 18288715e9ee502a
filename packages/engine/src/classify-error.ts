import { AppError, type ErrorCode } from '@cloudact/core/errors'
import { z } from 'zod'
import { networkReason } from './http/network-error.ts'
import type { ErrorClass, StepError } from './step-outcome.ts'

const CLASS_BY_CODE: Readonly<Record<ErrorCode, ErrorClass>> = {
  malformed_request: 'VALIDATION_ERROR',
  invalid_input: 'VALIDATION_ERROR',
  config_invalid: 'VALIDATION_ERROR',
  payload_too_large: 'VALIDATION_ERROR',
  unauthenticated: 'PERMANENT',
  forbidden: 'PERMANENT',
  not_found: 'PERMANENT',
  conflict: 'PERMANENT',
  credential_rejected: 'PERMANENT',
  quota_exceeded: 'PERMANENT',
  storage_full: 'PERMANENT',
  memory_exhausted: 'TRANSIENT',
  rate_limited: 'TRANSIENT',
  provider_unavailable: 'TRANSIENT',
  timeout: 'TIMEOUT',
  cancelled: 'CANCELLED',
  internal: 'UNKNOWN',
}

const ACTION_BY_CLASS: Readonly<Record<ErrorClass, string>> = {
  TRANSIENT: 'It usually passes: run it again later.',
  TIMEOUT: 'Run it again with fewer days, or raise timeout_seconds of the step.',
  VALIDATION_ERROR: 'Correct the configuration or the data named in the message, then run it again.',
  PERMANENT: 'It will fail again until what the message names is changed.',
  CANCELLED: 'Start it again when wanted.',
  UNKNOWN: 'Ask the operator to look into the log of this run.',
}

const ACTION_BY_CODE: Readonly<Partial<Record<ErrorCode, string>>> = {
  credential_rejected: 'Replace the credential under Integrations, then run it again.',
  storage_full: 'Free disk space, then run it again. Earlier data is as it was.',
  memory_exhausted: 'Run it again when less is going on, or raise CLOUDACT_MEMORY_MB.',
}

/** Any thrown value as an AppError whose message may be shown. Unknown errors keep their text only as the cause. */
export function toAppError(error: unknown): AppError {
  if (error instanceof AppError) return error
  const reason = networkReason(error)
  if (reason !== undefined)
    return new AppError('provider_unavailable', `The provider could not be reached: ${reason}.`, {
      cause: error,
    })
  if (codeOf(error) === 'ENOSPC')
    return new AppError('storage_full', 'There is no disk space left. Nothing was changed.', { cause: error })
  if (error instanceof z.ZodError) {
    const places = error.issues
      .slice(0, 3)
      .map((issue) => `${issue.path.join('.') || 'value'}: ${issue.message}`)
    return new AppError('invalid_input', `The data does not have the expected shape: ${places.join('; ')}.`, {
      cause: error,
    })
  }
  const status = vendorStatus(error)
  if (status === 401 || status === 403) {
    return new AppError('credential_rejected', `The provider refused the credential (${status}).`, {
      cause: error,
    })
  }
  if (status === 429)
    return new AppError('rate_limited', 'The provider limits the rate of calls. Try again later.', {
      cause: error,
    })
  if (status !== undefined && status >= 500)
    return new AppError('provider_unavailable', `The provider answered ${status}.`, { cause: error })
  if (error instanceof Error && error.cause instanceof AppError) return error.cause
  return new AppError('internal', 'Something went wrong that this step does not know how to explain.', {
    cause: error,
  })
}

/** A failure as it is stored and shown. `scrub` removes secrets the step had opened. */
export function describeError(error: unknown, scrub: (text: string) => string): StepError {
  const known = toAppError(error)
  const errorClass = CLASS_BY_CODE[known.code]
  return {
    code: known.code,
    errorClass,
    retryable: known.retryable,
    message: scrub(known.message),
    action: ACTION_BY_CODE[known.code] ?? ACTION_BY_CLASS[errorClass],
  }
}

function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string'
    ? error.code
    : undefined
}

/** HTTP status the way vendor SDKs carry it: `status`, or `$metadata.httpStatusCode`. */
function vendorStatus(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null) return undefined
  if ('status' in error && typeof error.status === 'number') return error.status
  const metadata = '$metadata' in error ? error.$metadata : undefined
  if (typeof metadata !== 'object' || metadata === null || !('httpStatusCode' in metadata)) return undefined
  return typeof metadata.httpStatusCode === 'number' ? metadata.httpStatusCode : undefined
}
