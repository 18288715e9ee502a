import { createServer, type IncomingHttpHeaders } from 'node:http'
import type { AddressInfo } from 'node:net'

export type SeenRequest = {
  readonly method: string
  readonly url: string
  readonly headers: IncomingHttpHeaders
  readonly body: string
}
export type Answer = {
  readonly status: number
  readonly headers?: Record<string, string>
  readonly body: string
}

export type TestPipelineService = {
  readonly url: string
  readonly seen: SeenRequest[]
  /** What the next requests are answered. */
  answer: (request: SeenRequest) => Answer | Promise<Answer>
  close(): Promise<void>
}

/** An HTTP server in the pipeline service's place: shows what the proxy sends and answers what the test says. */
export async function testPipelineService(): Promise<TestPipelineService> {
  const seen: SeenRequest[] = []
  const service: TestPipelineService = {
    url: '',
    seen,
    answer: () => ({ status: 200, body: '{}' }),
    close: () =>
      new Promise((resolve) => {
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
  const server = createServer((request, response) => {
    const chunks: Buffer[] = []
    request.on('data', (chunk: Buffer) => chunks.push(chunk))
    request.on('end', () => {
      const record = {
        method: request.method ?? '',
        url: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks).toString(),
      }
      seen.push(record)
      void Promise.resolve(service.answer(record)).then((answer) => {
        response.writeHead(answer.status, { 'content-type': 'application/json', ...answer.headers })
        response.end(answer.body)
      })
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return Object.assign(service, { url: `http://127.0.0.1:${port}` })
}
