import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

export type TestVendor = {
  readonly url: string
  /** Authorization headers it saw. */
  readonly seen: string[]
  close(): Promise<void>
}

/** Accepts the keys that contain "good"; 401 for the rest. Its refusals quote the key, as careless vendors do. */
export async function testVendor(): Promise<TestVendor> {
  const seen: string[] = []
  const server: Server = createServer((request, response) => {
    const key = request.headers.authorization ?? ''
    seen.push(key)
    const good = key.includes('good')
    response.writeHead(good ? 200 : 401, { 'content-type': 'application/json' })
    response.end(
      JSON.stringify(good ? { data: [] } : { error: { message: `Incorrect key provided: ${key}` } }),
    )
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    url: `http://127.0.0.1:${port}`,
    seen,
    close: () => new Promise((resolve) => void server.close(() => resolve())),
  }
}
