/** An answer in the vendor's error shape: `{"error":{"message","type","param","code"}}`, all four keys present. */
export class ApiError extends Error {
  readonly status: number
  readonly type: string
  readonly param: string | null
  readonly code: string | null

  constructor(
    status: number,
    message: string,
    type: string,
    param: string | null = null,
    code: string | null = null,
  ) {
    super(message)
    this.status = status
    this.type = type
    this.param = param
    this.code = code
  }

  static invalid(param: string, message: string): ApiError {
    return new ApiError(400, message, 'invalid_request_error', param, 'invalid_value')
  }

  static wrongKey(): ApiError {
    return new ApiError(401, 'Incorrect API key provided.', 'invalid_request_error', null, 'invalid_api_key')
  }

  static missingScope(): ApiError {
    const message = 'You have insufficient permissions for this operation. Missing scopes: api.usage.read.'
    return new ApiError(403, message, 'invalid_request_error')
  }

  get body(): string {
    return JSON.stringify({
      error: { message: this.message, type: this.type, param: this.param, code: this.code },
    })
  }
}
