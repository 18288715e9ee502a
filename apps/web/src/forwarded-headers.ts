/**
 * Headers for a request passed on to the API service.
 *
 * The API accepts a change by cookie only from its own pages, which it recognizes by comparing `Origin` with `Host`.
 * Forwarding replaces `Host`, so the comparison is made here, with the host the browser really used, and a request
 * from our own pages goes on with the API's own origin. Any other origin goes on untouched and is refused there.
 */
export function forwardedHeaders(incoming: Headers, protocol: string, apiBaseUrl: string): Headers {
  const headers = new Headers(incoming)
  const host = incoming.get('host')
  const origin = incoming.get('origin')
  if (host && !headers.has('x-forwarded-host')) headers.set('x-forwarded-host', host)
  if (!headers.has('x-forwarded-proto')) headers.set('x-forwarded-proto', protocol.replace(':', ''))
  if (host && origin && isHostOf(origin, host)) headers.set('origin', new URL(apiBaseUrl).origin)
  return headers
}

function isHostOf(origin: string, host: string): boolean {
  if (!URL.canParse(origin)) return false
  const { protocol, host: originHost } = new URL(origin)
  // Parsed with the same scheme, so that a default port on either side does not matter.
  return URL.canParse(`${protocol}//${host}`) && new URL(`${protocol}//${host}`).host === originHost
}
