import { Agent as HttpAgent, request as httpRequest, type IncomingMessage } from 'node:http'
import { Agent as HttpsAgent, request as httpsRequest } from 'node:https'
import type { Readable } from 'node:stream'
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib'
import { guardedLookup, type Reach } from './address-guard.ts'

export type ExchangeRequest = {
  readonly method: string
  readonly url: URL
  readonly headers: Readonly<Record<string, string>>
  readonly body?: string | Uint8Array
  readonly signal: AbortSignal
}

export type ExchangeResponse = {
  readonly status: number
  readonly headers: Readonly<Record<string, string>>
  /** Decoded body. Ends with an error when the connection is cut. */
  readonly body: Readable
}

const AGENTS: Readonly<Record<Reach, { readonly http: HttpAgent; readonly https: HttpsAgent }>> = {
  public: { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
  loopback: { http: new HttpAgent({ keepAlive: true }), https: new HttpsAgent({ keepAlive: true }) },
}

/** One request and one answer on a guarded connection; no redirects, no retries. Sockets are pooled per reach. */
export function exchange(request: ExchangeRequest, reach: Reach): Promise<ExchangeResponse> {
  return new Promise((resolve, reject) => {
    const secure = request.url.protocol === 'https:'
    const outgoing = (secure ? httpsRequest : httpRequest)(request.url, {
      method: request.method,
      headers: {
        'accept-encoding': 'gzip, deflate, br',
        ...request.headers,
        ...(request.body !== undefined && { 'content-length': String(Buffer.byteLength(request.body)) }),
      },
      agent: secure ? AGENTS[reach].https : AGENTS[reach].http,
      lookup: guardedLookup(reach),
      signal: request.signal,
    })
    outgoing.on('error', (error) => reject(request.signal.aborted ? request.signal.reason : error))
    outgoing.on('response', (incoming) => {
      resolve({ status: incoming.statusCode ?? 0, headers: headersOf(incoming), body: decoded(incoming) })
    })
    outgoing.end(request.body)
  })
}

function headersOf(incoming: IncomingMessage): Record<string, string> {
  return Object.fromEntries(
    Object.entries(incoming.headers).flatMap(([name, value]) =>
      value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
    ),
  )
}

function decoded(incoming: IncomingMessage): Readable {
  const encoding = incoming.headers['content-encoding']?.toLowerCase()
  const decoder =
    encoding === 'gzip' || encoding === 'x-gzip'
      ? createGunzip()
      : encoding === 'br'
        ? createBrotliDecompress()
        : encoding === 'deflate'
          ? createInflate()
          : undefined
  if (!decoder) return incoming
  incoming.on('error', (error) => decoder.destroy(error))
  decoder.on('close', () => incoming.destroy())
  return incoming.pipe(decoder)
}
