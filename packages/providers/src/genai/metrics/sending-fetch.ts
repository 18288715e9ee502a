import type { HttpClient } from '@cloudact/engine/http-client'

const BODILESS = new Set([101, 204, 205, 304])

/**
 * Our HTTP client as the `fetch` of a vendor's SDK: the address guard and the rate limit hold, Retry-After is honoured
 * and a 429, a 5xx or a dropped connection is tried again here, whatever the SDK itself would do.
 */
export function sendingFetch(http: HttpClient, provider: string, signal: AbortSignal): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const body = request.body ? await request.text() : undefined
    const answer = await http.send(provider, {
      method: request.method === 'POST' ? 'POST' : 'GET',
      url: request.url,
      headers: Object.fromEntries(request.headers),
      signal,
      ...(body !== undefined && { body }),
    })
    const { 'content-encoding': _encoding, 'content-length': _length, ...headers } = answer.headers
    return new Response(BODILESS.has(answer.status) ? null : answer.text, { status: answer.status, headers })
  }
}
