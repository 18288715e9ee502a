import { Refusal } from '../vendor/refusal.ts'

type Problem = {
  readonly message: string
  readonly type: string
  readonly param?: string | null
  readonly code?: string | null
}

/** An answer in the vendor's error shape: `{"error":{"message","type","param","code"}}`, all four keys present. */
export class ApiError extends Refusal {
  constructor(status: number, problem: Problem) {
    super(status, problem.message, errorBody(problem))
  }

  static invalid(param: string, message: string): ApiError {
    return new ApiError(400, { message, type: 'invalid_request_error', param, code: 'invalid_value' })
  }

  static wrongKey(): ApiError {
    return new ApiError(401, PROBLEMS[401])
  }

  static missingScope(): ApiError {
    return new ApiError(403, PROBLEMS[403])
  }
}

const PROBLEMS = {
  400: { message: 'Invalid request.', type: 'invalid_request_error' },
  401: { message: 'Incorrect API key provided.', type: 'invalid_request_error', code: 'invalid_api_key' },
  403: {
    message: 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.',
    type: 'invalid_request_error',
  },
  429: {
    message: 'Rate limit reached for organization.',
    type: 'requests',
    code: 'rate_limit_exceeded',
  },
} as const satisfies Readonly<Record<number, Problem>>

const SERVER_PROBLEM: Problem = {
  message: 'The server had an error while processing your request.',
  type: 'server_error',
}

/** What the vendor says with a status when nothing more is known. */
export function refusalBody(status: number): string {
  const known: Readonly<Record<number, Problem>> = PROBLEMS
  return JSON.stringify(errorBody(known[status] ?? SERVER_PROBLEM))
}

function errorBody({ message, type, param = null, code = null }: Problem): object {
  return { error: { message, type, param, code } }
}
