import { AppError } from '@cloudact/core/errors'
import { exchange, type ExchangeRequest, type ExchangeResponse } from './exchange.ts'
import { describeUrl, reachOf } from './url-policy.ts'

const MOST_REDIRECTS = 5
const REDIRECTS = new Set([301, 302, 303, 307, 308])
/** All that may go to another origin: whatever else a caller sets can be a credential. */
const HARMLESS_HEADERS = new Set(['accept', 'accept-language', 'user-agent', 'content-type'])

/**
 * Sends a request and follows redirects, each hop checked like the first. Another origin gets no credentials and no
 * body, so only GET and HEAD go there.
 */
export async function follow(
  request: ExchangeRequest,
  baseUrl: string | undefined,
  redirects: boolean,
): Promise<ExchangeResponse> {
  let current = request
  for (let hops = 0; ; hops += 1) {
    const response = await exchange(current, reachOf(current.url, baseUrl))
    const location = response.headers.location
    if (!redirects || !REDIRECTS.has(response.status) || location === undefined) return response
    response.body.resume()
    if (hops >= MOST_REDIRECTS)
      throw new AppError(
        'invalid_input',
        `${describeUrl(request.url)} redirects more than ${MOST_REDIRECTS} times.`,
      )
    current = redirected(current, response.status, location)
  }
}

function redirected(request: ExchangeRequest, status: number, location: string): ExchangeRequest {
  const url = URL.parse(location, request.url.href)
  if (!url)
    throw new AppError(
      'invalid_input',
      `${describeUrl(request.url)} redirects to something that is not a URL.`,
    )
  const drops = status === 303 || ((status === 301 || status === 302) && request.method === 'POST')
  const method = drops && request.method !== 'HEAD' ? 'GET' : request.method
  const body = drops ? undefined : request.body
  if (url.origin === request.url.origin) return { ...request, url, method, body }
  if (method !== 'GET' && method !== 'HEAD') {
    throw new AppError(
      'invalid_input',
      `${describeUrl(request.url)} redirects a ${method} to another host, which is refused.`,
    )
  }
  const headers = Object.fromEntries(
    Object.entries(request.headers).filter(([name]) => HARMLESS_HEADERS.has(name.toLowerCase())),
  )
  return { ...request, url, method, body: undefined, headers }
}
