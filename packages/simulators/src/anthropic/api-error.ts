import { Refusal } from '../vendor/refusal.ts'

const TYPES: Readonly<Record<number, string>> = {
  400: 'invalid_request_error',
  401: 'authentication_error',
  403: 'permission_error',
  404: 'not_found_error',
  429: 'rate_limit_error',
  529: 'overloaded_error',
}
const MESSAGES: Readonly<Record<number, string>> = {
  400: 'Invalid request.',
  401: 'invalid x-api-key',
  403: 'Your API key does not have permission to use the specified resource.',
  404: 'Not found',
  429: 'This request would exceed the rate limit for your organization.',
  529: 'Overloaded',
}
const REQUEST_ID = 'req_011CSimulated'

/** An answer in the vendor's error shape: `{"type":"error","error":{"type","message"},"request_id"}`. */
export class ApiError extends Refusal {
  constructor(status: number, message: string) {
    super(status, message, errorBody(status, message))
  }

  static invalid(message: string): ApiError {
    return new ApiError(400, message)
  }
}

/** What the vendor says with a status when nothing more is known. */
export function refusalMessage(status: number): string {
  return MESSAGES[status] ?? 'Internal server error'
}

export function refusalBody(status: number): string {
  return JSON.stringify(errorBody(status, refusalMessage(status)))
}

function errorBody(status: number, message: string): object {
  return { type: 'error', error: { type: TYPES[status] ?? 'api_error', message }, request_id: REQUEST_ID }
}
