import { z } from 'zod'

/** RFC 9457 as the API writes it; unknown members are ignored. */
const Problem = z.object({
  title: z.string().optional(),
  detail: z.string().optional(),
  message: z.string().optional(),
  code: z.string().optional(),
  request_id: z.string().optional(),
  faults: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
  errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
})

export type Fault = { readonly path: string; readonly message: string }

/** A refusal of the API in words a person can act on. */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly status: number
  readonly code: string
  readonly requestId: string | undefined
  readonly faults: readonly Fault[]
  readonly retryAfterSeconds: number | undefined

  constructor(
    message: string,
    facts: {
      readonly status: number
      readonly code: string
      readonly requestId?: string
      readonly faults?: readonly Fault[]
      readonly retryAfterSeconds?: number
    },
  ) {
    super(message)
    this.status = facts.status
    this.code = facts.code
    this.requestId = facts.requestId
    this.faults = facts.faults ?? []
    this.retryAfterSeconds = facts.retryAfterSeconds
  }
}

/** Reads any error body, problem+json or not, into one shape. */
export function apiErrorFrom(body: unknown, response: Response): ApiError {
  const parsed = Problem.safeParse(body)
  const problem = parsed.success ? parsed.data : {}
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  return new ApiError(
    problem.detail ?? problem.message ?? problem.title ?? fallbackMessage(response.status),
    {
      status: response.status,
      code: problem.code ?? `http_${response.status}`,
      requestId: problem.request_id ?? response.headers.get('x-request-id') ?? undefined,
      faults: problem.faults ?? problem.errors,
      retryAfterSeconds: Number.isFinite(retryAfter) ? retryAfter : undefined,
    },
  )
}

function fallbackMessage(status: number): string {
  if (status === 401) return 'You are signed out. Sign in again to go on.'
  if (status === 403) return 'Your role does not allow this. Ask an owner or admin of the organization.'
  if (status === 404) return 'This does not exist, or it belongs to another organization.'
  if (status === 429) return 'Too many requests right now. Wait a moment and try again.'
  if (status >= 500)
    return 'The API service could not answer. It may be starting; try again in a few seconds.'
  return `The API answered ${status} without an explanation.`
}
