import { AppError } from '@cloudact/core/errors'
import ipaddr from 'ipaddr.js'
import { isReachable, refuseAddress, type Reach } from './address-guard.ts'

/** A URL as it may appear in logs and messages: no user, no query, no fragment. */
export function describeUrl(url: URL): string {
  return `${url.protocol}//${url.host}${url.pathname}`
}

/** Host name without the brackets of an IPv6 literal. */
export function hostOf(url: URL): string {
  return url.hostname.replace(/^\[|\]$/g, '')
}

function namesLoopback(url: URL): boolean {
  const host = hostOf(url)
  return host === 'localhost' || (ipaddr.isValid(host) && isReachable(host, 'loopback'))
}

/**
 * Decides how far a call may reach. Loopback, and plain http with it, only where the registry's own base URL says so;
 * everything else is https to a public address. Throws `invalid_input`.
 */
export function reachOf(url: URL, baseUrl: string | undefined): Reach {
  if (url.username || url.password) {
    throw new AppError(
      'invalid_input',
      `The URL for "${url.host}" carries a user name or password. Use the credential instead.`,
    )
  }
  if (baseUrl !== undefined && url.origin === new URL(baseUrl).origin && namesLoopback(url)) return 'loopback'
  if (url.protocol !== 'https:') {
    throw new AppError('invalid_input', `Calls to "${url.host}" are refused: only https is allowed.`)
  }
  const host = hostOf(url)
  if (ipaddr.isValid(host) && !isReachable(host, 'public')) throw refuseAddress(host)
  return 'public'
}
