import { AppError, type FieldFault } from '@cloudact/core/errors'
import { z } from 'zod'

/** RFC 9457 body of every refusal and failure. `code` is stable; `detail` is for people. */
export const Problem = z
  .looseObject({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  })
  .meta({ id: 'Problem' })

export type ProblemAnswer = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  readonly body: z.output<typeof Problem>
}

/** Refusals of the transport itself: no code of the domain fits them. */
const TRANSPORT = {
  400: ['malformed_request', 'The request could not be read. Check its syntax.'],
  404: ['not_found', 'There is nothing at this address. The paths that exist are listed at /docs.'],
  405: ['method_not_allowed', 'This address does not accept this method. See the Allow header.'],
  413: ['payload_too_large', 'The request body is too large. Send less at once.'],
  415: ['unsupported_media_type', 'Send the body as application/json.'],
  431: ['headers_too_large', 'The request headers are too large.'],
} as const
export type TransportStatus = keyof typeof TRANSPORT

const TITLES: Readonly<Record<string, string>> = {
  malformed_request: 'Malformed request',
  unauthenticated: 'Not authenticated',
  forbidden: 'Not allowed',
  not_found: 'Not found',
  method_not_allowed: 'Method not allowed',
  conflict: 'Conflict',
  payload_too_large: 'Body too large',
  unsupported_media_type: 'Unsupported media type',
  invalid_input: 'Invalid input',
  credential_rejected: 'Credential rejected',
  config_invalid: 'Invalid configuration',
  quota_exceeded: 'Quota exceeded',
  rate_limited: 'Too many requests',
  headers_too_large: 'Headers too large',
  internal: 'Internal error',
  storage_full: 'Storage full',
  memory_exhausted: 'Out of memory',
  provider_unavailable: 'Unavailable',
  timeout: 'Timed out',
  cancelled: 'Cancelled',
}

export function transportProblem(status: TransportStatus, requestId: string): ProblemAnswer {
  const [code, detail] = TRANSPORT[status]
  return answer(status, code, detail, requestId)
}

/**
 * The answer for anything thrown. Only an `AppError` speaks to the caller; everything else is a fixed sentence and the
 * request id by which the operator finds the log line.
 */
export function toProblem(error: unknown, requestId: string): ProblemAnswer {
  if (error instanceof AppError) {
    const retry = error.retryAfterSeconds
    return answer(error.status, error.code, error.message, requestId, {
      faults: error.faults,
      extra: error.public,
      headers: retry === undefined ? {} : { 'retry-after': String(Math.max(1, Math.ceil(retry))) },
    })
  }
  const status = transportStatus(error)
  if (status !== undefined) return transportProblem(status, requestId)
  return answer(
    500,
    'internal',
    `Something failed on our side. Quote request ${requestId} when you report it.`,
    requestId,
  )
}

/** Fastify marks faults of the request with a 4xx `statusCode`. */
function transportStatus(error: unknown): TransportStatus | undefined {
  if (!(error instanceof Error) || !('statusCode' in error)) return undefined
  const status = error.statusCode
  if (status === 404 || status === 405 || status === 413 || status === 415 || status === 431) return status
  return typeof status === 'number' && status >= 400 && status < 500 ? 400 : undefined
}

function answer(
  status: number,
  code: string,
  detail: string,
  requestId: string,
  more: {
    readonly faults?: readonly FieldFault[]
    readonly extra?: Readonly<Record<string, unknown>>
    readonly headers?: Readonly<Record<string, string>>
  } = {},
): ProblemAnswer {
  return {
    status,
    headers: more.headers ?? {},
    body: {
      ...more.extra,
      type: `urn:cloudact:problem:${code}`,
      title: TITLES[code] ?? 'Error',
      status,
      detail,
      code,
      request_id: requestId,
      ...(more.faults?.length ? { errors: [...more.faults] } : {}),
    },
  }
}
