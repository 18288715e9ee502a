import { describe, expect, it } from 'vitest'
import { authAnswer } from './auth-answer.ts'

const refused = (status: number, code?: string, message?: string) =>
  authAnswer(
    Promise.resolve({
      data: null,
      error: { status, ...(code !== undefined && { code }), ...(message !== undefined && { message }) },
    }),
  )

describe('authAnswer', () => {
  it('hands over what was answered', async () => {
    expect(await authAnswer(Promise.resolve({ data: { status: true }, error: null }))).toEqual({
      status: true,
    })
  })

  it('says what happened and what to do, by code, then by status, then in the server’s words', async () => {
    await expect(refused(401, 'INVALID_EMAIL_OR_PASSWORD')).rejects.toMatchObject({
      message: 'E-mail and password do not match an account.',
      status: 401,
      code: 'INVALID_EMAIL_OR_PASSWORD',
    })
    await expect(refused(429, undefined, 'Too many')).rejects.toThrow('Wait a minute')
    await expect(refused(403, 'SIGN_UP_CLOSED', 'By invitation only.')).rejects.toThrow('By invitation only.')
    await expect(refused(500, undefined, 'stack')).rejects.toThrow('could not answer')
  })

  it('takes a broken connection for a service that does not answer', async () => {
    await expect(authAnswer(Promise.reject(new TypeError('fetch failed')))).rejects.toMatchObject({
      status: 0,
    })
  })
})
