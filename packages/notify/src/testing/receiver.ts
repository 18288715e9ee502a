import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'

export type Received = {
  readonly method: string
  readonly headers: IncomingMessage['headers']
  readonly body: string
}
export type ReceiverAnswer = {
  readonly status?: number
  readonly headers?: Readonly<Record<string, string>>
  readonly hang?: true
}

export type Receiver = { readonly url: string; readonly calls: Received[]; close(): Promise<void> }

/** An HTTP receiver on loopback. */
export async function receiver(answer: () => ReceiverAnswer = () => ({})): Promise<Receiver> {
  const calls: Received[] = []
  const server = createServer((incoming, outgoing) => {
    let body = ''
    incoming.setEncoding('utf8')
    incoming.on('data', (chunk: string) => (body += chunk))
    incoming.on('end', () => {
      calls.push({ method: incoming.method ?? '', headers: incoming.headers, body })
      const { status = 200, headers = {}, hang } = answer()
      if (!hang) outgoing.writeHead(status, headers).end('ok')
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}/hook/SECRET-PART`,
    calls,
    async close() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
