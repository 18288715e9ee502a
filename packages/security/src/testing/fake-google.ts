import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

/** An error as Google's REST services state it. */
export class GoogleRefusal extends Error {
  readonly status: number
  readonly code: string

  constructor(status: number, code: string, message: string) {
    super(message)
    this.status = status
    this.code = code
  }
}

export const denied = (what: string) =>
  new GoogleRefusal(
    403,
    'PERMISSION_DENIED',
    `Permission '${what}' denied on resource (or it may not exist).`,
  )
export const unknownName = (name: string) => new GoogleRefusal(404, 'NOT_FOUND', `${name} not found.`)

export type GoogleCall = {
  readonly method: string
  /** Without the leading `/v1/`. */
  readonly path: string
  readonly headers: IncomingMessage['headers']
  readonly body: Record<string, unknown>
}

export type FakeGoogle = {
  readonly url: string
  /** Every call so far, as `METHOD path`. */
  readonly calls: string[]
  /** Answers the next calls so, one each, before the service sees them; undefined lets one through. */
  readonly faults: (GoogleRefusal | 'hang up' | undefined)[]
  close(): Promise<void>
}

/** A server on loopback that speaks Google's JSON transport; `answer` is the service. */
export async function fakeGoogle(answer: (call: GoogleCall) => object): Promise<FakeGoogle> {
  const calls: string[] = []
  const faults: FakeGoogle['faults'] = []
  const server = createServer((request, response) => {
    void (async () => {
      const chunks: Buffer[] = []
      for await (const chunk of request) chunks.push(Buffer.from(chunk))
      const text = Buffer.concat(chunks).toString('utf8')
      const path = new URL(request.url ?? '/', 'http://fake').pathname.replace('/v1/', '')
      calls.push(`${request.method} ${path}`)
      const fault = faults.shift()
      if (fault === 'hang up') return request.socket.destroy()
      const { status, body } = outcomeOf(() => {
        if (fault) throw fault
        const content = text === '' ? {} : JSON.parse(text)
        return answer({ method: request.method ?? '', path, headers: request.headers, body: content })
      })
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    })()
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    faults,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function outcomeOf(work: () => object): { status: number; body: object } {
  try {
    return { status: 200, body: work() }
  } catch (error) {
    if (!(error instanceof GoogleRefusal)) throw error
    const { status, code, message } = error
    return { status, body: { error: { code: status, message, status: code } } }
  }
}
