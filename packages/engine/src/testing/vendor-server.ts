import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

export type VendorRequest = {
  readonly method: string
  readonly path: string
  readonly query: Readonly<Record<string, string>>
  readonly headers: IncomingMessage['headers']
  readonly body: string
  /** 1 for the first request the server got. */
  readonly number: number
}

export type VendorAnswer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  /** Sent as JSON unless it is text. */
  readonly body?: unknown
  /** Cut the connection after this many bytes of the body. */
  readonly cutAfter?: number
  /** Never answer. */
  readonly hang?: true
}

export type VendorServer = {
  readonly url: string
  readonly requests: VendorRequest[]
  close(): Promise<void>
}

/** A vendor on loopback: each request is answered by the function. */
export async function vendorServer(
  answer: (request: VendorRequest) => VendorAnswer | Promise<VendorAnswer>,
): Promise<VendorServer> {
  const requests: VendorRequest[] = []
  const server = createServer((incoming, outgoing) => {
    void (async () => {
      const url = new URL(incoming.url ?? '/', 'http://vendor')
      let body = ''
      for await (const chunk of incoming.setEncoding('utf8')) body += String(chunk)
      const request: VendorRequest = {
        method: incoming.method ?? '',
        path: url.pathname,
        query: Object.fromEntries(url.searchParams),
        headers: incoming.headers,
        body,
        number: requests.length + 1,
      }
      requests.push(request)
      send(outgoing, await answer(request))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    requests,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}

function send(outgoing: ServerResponse, answer: VendorAnswer): void {
  if (answer.hang) return
  const text = typeof answer.body === 'string' ? answer.body : JSON.stringify(answer.body ?? null)
  outgoing.writeHead(answer.status ?? 200, {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(text),
    ...answer.headers,
  })
  if (answer.cutAfter === undefined) {
    outgoing.end(text)
    return
  }
  outgoing.write(text.slice(0, answer.cutAfter), () => outgoing.destroy())
}
