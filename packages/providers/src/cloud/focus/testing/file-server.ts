import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A web server with files that can change between two requests. */
export type FileServer = {
  readonly url: string
  /** Requests as `METHOD path`. */
  readonly requests: string[]
  put(path: string, body: string | Uint8Array): void
  /** Called before a request is answered. */
  before: (request: IncomingMessage) => void
  /** Authorization the server wants; none unless set. */
  authorization: string | undefined
  /** False: HEAD is not offered. */
  offersHead: boolean
  close(): Promise<void>
}

export async function startFileServer(): Promise<FileServer> {
  const files = new Map<string, { body: Uint8Array; etag: string }>()
  let versions = 0
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://localhost').pathname
    state.requests.push(`${request.method ?? ''} ${request.url ?? ''}`)
    state.before(request)
    const file = files.get(path)
    if (state.authorization && request.headers.authorization !== state.authorization)
      response.writeHead(401).end()
    else if (request.method === 'HEAD' && !state.offersHead) response.writeHead(405).end()
    else if (!file) response.writeHead(404).end()
    else {
      response.writeHead(200, { etag: file.etag, 'content-length': String(file.body.length) })
      response.end(request.method === 'HEAD' ? undefined : file.body)
    }
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address() as AddressInfo
  const state: FileServer = {
    url: `http://127.0.0.1:${address.port}`,
    requests: [],
    put(path, body) {
      versions += 1
      files.set(path, { body: Buffer.from(body), etag: `"${versions}"` })
    },
    before: () => undefined,
    authorization: undefined,
    offersHead: true,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
  return state
}
