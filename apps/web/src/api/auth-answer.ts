import { ApiError } from './api-error.ts'

type Refusal = { readonly status: number; readonly code?: string; readonly message?: string }
type Call<Data> = Promise<{ readonly data: Data | null; readonly error: Refusal | null }>

/** The session library's codes in words a person can act on. */
const WORDS: Readonly<Record<string, string>> = {
  INVALID_EMAIL_OR_PASSWORD: 'E-mail and password do not match an account.',
  INVALID_PASSWORD: 'That is not your current password.',
  INVALID_TOKEN: 'This link was used before or has expired. Ask for a new one.',
  PASSWORD_TOO_SHORT: 'The password is too short: use at least 10 characters.',
  PASSWORD_TOO_LONG: 'The password is too long: use at most 128 characters.',
  USER_ALREADY_EXISTS: 'This address has an account already. Sign in instead.',
  USER_ALREADY_EXISTS_USE_ANOTHER_EMAIL: 'This address has an account already. Sign in instead.',
  INVALID_CODE: 'The code is not right. Codes change every 30 seconds; type the newest one.',
  INVALID_BACKUP_CODE: 'This is none of your unused backup codes.',
  INVALID_TWO_FACTOR_COOKIE: 'Signing in took too long. Start again with your password.',
  TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE: 'Too many wrong codes. Start again with your password.',
  ACCOUNT_TEMPORARILY_LOCKED: 'Too many wrong codes. Wait 15 minutes and try again.',
}

/** The answer of a call to the session library, or an ApiError like every other refusal. */
export async function authAnswer<Data>(call: Call<Data>): Promise<Data> {
  const { data, error } = await call.catch(() => ({ data: null, error: { status: 0 } satisfies Refusal }))
  if (data !== null && error === null) return data
  throw authError(error ?? { status: 0 })
}

function authError({ status, code = `http_${status}`, message }: Refusal): ApiError {
  return new ApiError(WORDS[code] ?? wordsOf(status, message), { status, code })
}

function wordsOf(status: number, message: string | undefined): string {
  if (status === 429) return 'Too many tries right now. Wait a minute and try again.'
  if (status === 401) return 'You are signed out. Sign in again to go on.'
  if (status === 0 || status >= 500 || !message)
    return 'The API service could not answer. It may be starting; try again in a few seconds.'
  return message
}
