import { createServer as createHttpServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { trace } from '@opentelemetry/api'
import { expect, it } from 'vitest'
import { startTracing } from './tracing.ts'

it('sends spans to a collector when there is an endpoint, and none otherwise', async () => {
  const received: string[] = []
  const collector = createHttpServer((request, response) => {
    let body = ''
    request.setEncoding('utf8')
    request.on('data', (chunk: string) => (body += chunk))
    request.on('end', () => {
      received.push(`${request.url} ${body}`)
      response.end('{}')
    })
  })
  await new Promise<void>((resolve) => collector.listen(0, '127.0.0.1', resolve))
  const { port } = collector.address() as AddressInfo

  const off = await startTracing('api', undefined)
  expect(trace.getTracer('test').startSpan('unseen').isRecording()).toBe(false)
  await off.close()

  const on = await startTracing('api', `http://127.0.0.1:${port}/`)
  trace.getTracer('test').startSpan('GET /seen').end()
  await on.close()
  collector.close()

  expect(received).toHaveLength(1)
  expect(received[0]).toMatch(/^\/v1\/traces .*GET \/seen/)
})
