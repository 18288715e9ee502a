import { Readable } from 'node:stream'

/** A request as the AWS SDK hands it over, already signed. */
type SdkRequest = {
  readonly method: string
  readonly protocol: string
  readonly hostname: string
  readonly port?: number
  readonly path: string
  readonly query?: Readonly<Record<string, string | readonly string[] | null>>
  readonly headers: Readonly<Record<string, string>>
  readonly body?: unknown
}

/**
 * Makes the AWS SDK call through the given `fetch`, so that its requests pass the same address guard and rate limit as
 * every other outbound call, and so that a bucket's `endpoint` cannot point into the private network.
 */
export function fetchRequestHandler(fetch: typeof globalThis.fetch) {
  return {
    metadata: { handlerProtocol: 'http/1.1' },
    async handle(request: SdkRequest, options: { readonly abortSignal?: unknown } = {}) {
      const { host: _host, 'content-length': _length, ...headers } = request.headers
      const answer = await fetch(urlOf(request), {
        method: request.method,
        headers,
        ...(typeof request.body === 'string' || request.body instanceof Uint8Array
          ? { body: bytes(request.body) }
          : {}),
        ...(options.abortSignal instanceof AbortSignal && { signal: options.abortSignal }),
        redirect: 'manual',
      })
      return {
        response: {
          statusCode: answer.status,
          reason: answer.statusText,
          headers: Object.fromEntries(answer.headers),
          body: answer.body ? Readable.fromWeb(answer.body) : Readable.from([]),
        },
      }
    },
    // Nothing to configure or release: connections belong to the given fetch.
    updateHttpClientConfig: () => undefined,
    httpHandlerConfigs: () => ({}),
    destroy: () => undefined,
  }
}

function bytes(body: string | Uint8Array): Uint8Array<ArrayBuffer> {
  return typeof body === 'string' ? new TextEncoder().encode(body) : new Uint8Array(body)
}

function urlOf(request: SdkRequest): string {
  const port = request.port ? `:${request.port}` : ''
  const query = Object.entries(request.query ?? {}).flatMap(([name, value]) =>
    (Array.isArray(value) ? value : [value]).map((each: string | null) =>
      each === null ? encodeURIComponent(name) : `${encodeURIComponent(name)}=${encodeURIComponent(each)}`,
    ),
  )
  return `${request.protocol}//${request.hostname}${port}${request.path}${query.length > 0 ? `?${query.join('&')}` : ''}`
}
