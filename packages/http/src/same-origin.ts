import { AppError } from '@cloudact/core/errors'
import type { FastifyRequest } from 'fastify'
import type { Caller } from './caller.ts'

const SAFE_METHODS = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * A browser sends the session cookie with requests other sites make, so a change by cookie must come from our own
 * pages. Keys and access tokens are exempt: no browser adds them by itself. Throws `forbidden`.
 */
export function assertSameOrigin(
  request: FastifyRequest,
  caller: Caller,
  trustedOrigins: readonly string[],
): void {
  if (caller.kind !== 'person' || caller.byToken || SAFE_METHODS.has(request.method)) return
  const { origin, host } = request.headers
  if (origin !== undefined) {
    if (trustedOrigins.includes(origin) || isOwnHost(origin, host)) return
  } else if (request.headers['sec-fetch-site'] === 'same-origin') return
  throw new AppError(
    'forbidden',
    'This request did not come from our own pages. Open the application and try again.',
  )
}

function isOwnHost(origin: string, host: string | undefined): boolean {
  if (host === undefined || !URL.canParse(origin)) return false
  const { protocol, host: originHost } = new URL(origin)
  // Parsed with the same scheme, so that a default port on either side does not matter.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost
}
