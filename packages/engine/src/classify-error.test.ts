import { AppError } from '@cloudact/core/errors'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { describeError, toAppError } from './classify-error.ts'

const asIs = (text: string) => text
const withCode = (code: string, text = 'raw text of the system') => Object.assign(new Error(text), { code })

describe('describeError', () => {
  it.each([
    [new AppError('credential_rejected', 'No.'), 'credential_rejected', 'PERMANENT', false],
    [new AppError('rate_limited', 'Slow.'), 'rate_limited', 'TRANSIENT', true],
    [new AppError('timeout', 'Late.'), 'timeout', 'TIMEOUT', true],
    [new AppError('config_invalid', 'Bad.'), 'config_invalid', 'VALIDATION_ERROR', false],
    [withCode('ECONNRESET'), 'provider_unavailable', 'TRANSIENT', true],
    [
      new TypeError('fetch failed', { cause: withCode('ENOTFOUND') }),
      'provider_unavailable',
      'TRANSIENT',
      true,
    ],
    [withCode('ENOSPC'), 'storage_full', 'PERMANENT', false],
    [Object.assign(new Error('sdk'), { status: 503 }), 'provider_unavailable', 'TRANSIENT', true],
    [Object.assign(new Error('sdk'), { status: 401 }), 'credential_rejected', 'PERMANENT', false],
    [
      Object.assign(new Error('sdk'), { $metadata: { httpStatusCode: 429 } }),
      'rate_limited',
      'TRANSIENT',
      true,
    ],
    [
      new Error('sdk', { cause: new AppError('invalid_input', 'Refused.') }),
      'invalid_input',
      'VALIDATION_ERROR',
      false,
    ],
    [z.object({ a: z.string() }).safeParse({}).error, 'invalid_input', 'VALIDATION_ERROR', false],
    [new Error('SELECT secret FROM /data/x'), 'internal', 'UNKNOWN', false],
    ['a thrown text', 'internal', 'UNKNOWN', false],
    [null, 'internal', 'UNKNOWN', false],
  ])('%s is %s', (error, code, errorClass, retryable) => {
    const described = describeError(error, asIs)
    expect(described).toMatchObject({ code, errorClass, retryable })
    expect(described.action).not.toBe('')
    expect(described.message).not.toMatch(/SELECT|raw text|a thrown/)
  })

  it('keeps the cause for the log and scrubs the message', () => {
    const cause = new Error('x')
    expect(toAppError(cause).cause).toBe(cause)
    expect(
      describeError(new AppError('internal', 'key abc'), (text) => text.replace('abc', '*')).message,
    ).toBe('key *')
  })
})
