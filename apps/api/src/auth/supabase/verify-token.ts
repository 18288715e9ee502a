import { AppError } from '@cloudact/core/errors'
import type { Clock } from '@cloudact/core/ports/clock'
import { createRemoteJWKSet, errors, jwtVerify } from 'jose'

const TIMEOUT_MS = 5_000
/** Keys are read again after this long, and for an unknown key at most this often: strangers cannot make us ask. */
const KEEP_KEYS_MS = 10 * 60_000
const COOLDOWN_MS = 30_000
const TOLERANCE_SECONDS = 30

/** Verifies an access token and answers its subject. */
export type TokenVerifier = (token: string) => Promise<string>

/**
 * Access tokens of one Supabase Auth by the keys it publishes. Asymmetric signatures only: a shared secret (HS256) could
 * make tokens as well as check them. Throws `unauthenticated` for a token that is not good, `provider_unavailable` when
 * the keys cannot be read.
 */
export function createTokenVerifier(authUrl: string, clock: Clock): TokenVerifier {
  const keys = createRemoteJWKSet(new URL(`${authUrl}/.well-known/jwks.json`), {
    timeoutDuration: TIMEOUT_MS,
    cacheMaxAge: KEEP_KEYS_MS,
    cooldownDuration: COOLDOWN_MS,
  })
  return async (token) => {
    try {
      const { payload } = await jwtVerify(token, keys, {
        issuer: authUrl,
        audience: 'authenticated',
        algorithms: ['ES256', 'RS256'],
        clockTolerance: TOLERANCE_SECONDS,
        currentDate: new Date(clock.now()),
        requiredClaims: ['sub', 'exp'],
      })
      if (payload['is_anonymous'] === true || payload.sub === undefined)
        throw refused('it belongs to nobody in particular. Sign in with an e-mail address.')
      return payload.sub
    } catch (error) {
      throw toAppError(error)
    }
  }
}

/** Faults of the keys' publisher; every other one is the token's. */
const PUBLISHER_FAULTS = new Set(['ERR_JWKS_TIMEOUT', 'ERR_JWKS_INVALID', 'ERR_JOSE_GENERIC'])

function toAppError(error: unknown): unknown {
  if (error instanceof AppError) return error
  if (!(error instanceof errors.JOSEError) || PUBLISHER_FAULTS.has(error.code)) {
    const message =
      'Access tokens cannot be checked: the sign-in service did not answer. Try again in a minute.'
    return new AppError('provider_unavailable', message, { cause: error })
  }
  if (error instanceof errors.JWTExpired) return refused('it has expired. Sign in again.', error)
  return refused('it was not issued for this deployment. Sign in again.', error)
}

function refused(why: string, cause?: unknown): AppError {
  return new AppError('unauthenticated', `The access token is not valid: ${why}`, { cause })
}
