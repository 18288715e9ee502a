import { follow } from '@cloudact/engine/http/follow-redirects'
import { readBody } from '@cloudact/engine/http/read-body'

const MAX_BODY_BYTES = 1_048_576
const BODILESS = new Set([101, 204, 205, 304])

/**
 * A fetch that reaches public https addresses only; loopback and plain http where the registry's own base URL says so.
 * Follows no redirect: a credential goes to the host it is for and to no other.
 */
export function guardedFetch(baseUrl: string | undefined): typeof fetch {
  return async (input, init) => {
    const request = new Request(input, init)
    const sent = request.body ? new Uint8Array(await request.arrayBuffer()) : undefined
    const { status, headers, body } = await follow(
      {
        method: request.method,
        url: new URL(request.url),
        headers: Object.fromEntries(request.headers),
        body: sent,
        signal: request.signal,
      },
      baseUrl,
      false,
    )
    const text = await readBody(body, MAX_BODY_BYTES)
    const { 'content-encoding': _encoding, 'content-length': _length, ...kept } = headers
    return new Response(BODILESS.has(status) ? null : text, { status, headers: kept })
  }
}
