import { describe, expect, it } from 'vitest'
import { apiErrorFrom } from './api-error.ts'

describe('apiErrorFrom', () => {
  it('keeps what the API said', () => {
    const error = apiErrorFrom(
      {
        type: 'about:blank',
        title: 'Too Many Requests',
        detail: 'The daily limit of 6 runs is used up.',
        code: 'quota_exceeded',
        request_id: 'req_1',
      },
      new Response(null, { status: 429, headers: { 'retry-after': '120' } }),
    )
    expect(error).toMatchObject({
      message: 'The daily limit of 6 runs is used up.',
      status: 429,
      code: 'quota_exceeded',
      requestId: 'req_1',
      retryAfterSeconds: 120,
    })
  })

  it('carries the field faults of a refused form', () => {
    const faults = [{ path: '/credential/api_key', message: 'must start with sk-admin-' }]
    expect(
      apiErrorFrom({ code: 'invalid_input', faults }, new Response(null, { status: 422 })).faults,
    ).toEqual(faults)
  })

  it('explains a gateway that answers with HTML', () => {
    const error = apiErrorFrom('<html>Bad gateway</html>', new Response(null, { status: 502 }))
    expect(error.message).toContain('could not answer')
    expect(error.code).toBe('http_502')
  })
})
