import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { text } from 'node:stream/consumers'
import { applyFault, createFaultQueue, type Fault, type FaultQueue, type RefusalBody } from './faults.ts'
import { Refusal } from './refusal.ts'

export type JsonServerOptions = {
  /** 0 or absent: any free port. */
  readonly port?: number
  readonly host?: string
  readonly faults?: readonly Fault[]
  /** The answer to a request; `sent` is its body. Throws `Refusal`. */
  answer(request: IncomingMessage, url: URL, sent: string): object
  toJson(value: object): string
  /** What the vendor says with a status when a fault asks for it. */
  readonly refusal: RefusalBody
  /** Headers of every answer that is no refusal. */
  headers(): Readonly<Record<string, string>>
  /** How this vendor's page says that it goes on where the request began; absent: `has_more` and `next_page`. */
  readonly repeatPage?: (value: object, url: URL, sent: string) => object
}

export type SeenRequest = { readonly path: string; readonly query: URLSearchParams; readonly status: number }

export type JsonServer = {
  /** `http://127.0.0.1:41234` */
  readonly origin: string
  close(): Promise<void>
  readonly faults: FaultQueue
  /** Every request answered so far. */
  readonly requests: readonly SeenRequest[]
}

/** Starts a local server that answers in a vendor's JSON, and spoils answers on demand. */
export async function startJsonServer(options: JsonServerOptions): Promise<JsonServer> {
  const faults = createFaultQueue(options.faults)
  const requests: SeenRequest[] = []

  function repeated(value: object, url: URL, sent: string): object {
    if (options.repeatPage) return options.repeatPage(value, url, sent)
    const page = url.searchParams.get('page')
    return page ? { ...value, has_more: true, next_page: page } : value
  }

  async function handle(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const url = new URL(request.url ?? '/', 'http://localhost')
    response.once('close', () =>
      requests.push({ path: url.pathname, query: url.searchParams, status: response.statusCode }),
    )
    const sent = request.method === 'POST' ? await text(request) : ''
    const fault = faults.take(url.pathname)
    const body = (): string => {
      const value = options.answer(request, url, sent)
      return options.toJson(fault?.kind === 'repeated_page' ? repeated(value, url, sent) : value)
    }
    try {
      if (fault && (await applyFault(fault, response, body, options.refusal))) return
      const answer = body()
      response.writeHead(200, { 'content-type': 'application/json', ...options.headers() })
      response.end(answer)
    } catch (error) {
      if (!(error instanceof Refusal)) throw error
      response.writeHead(error.status, { 'content-type': 'application/json' })
      response.end(error.body)
    }
  }

  const server = createServer((request, response) => {
    handle(request, response).catch((error: unknown) =>
      response.destroy(error instanceof Error ? error : undefined),
    )
  })
  const host = options.host ?? '127.0.0.1'
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject)
    server.listen(options.port ?? 0, host, resolve)
  })
  const address = server.address()
  if (address === null || typeof address === 'string') throw new Error('The simulator has no TCP address.')
  return {
    origin: `http://${host}:${address.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
    faults,
    requests,
  }
}
