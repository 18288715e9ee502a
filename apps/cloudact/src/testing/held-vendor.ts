import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A vendor that can be made to hold its answers. */
export type Vendor = { readonly server: Server; readonly url: string; hold: boolean; held: number }

export async function startVendor(): Promise<Vendor> {
  const waiting: (() => void)[] = []
  const server = createServer((request, response) => {
    const answer = () =>
      response
        .setHeader('content-type', 'application/json')
        .end(JSON.stringify({ object: 'page', data: [], has_more: false, next_page: null }))
    const isProbe = !(request.url ?? '').includes('/usage/')
    if (vendor.hold && !isProbe) {
      vendor.held += 1
      waiting.push(answer)
    } else answer()
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const vendor: Vendor = {
    server,
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/v1`,
    hold: true,
    held: 0,
  }
  return vendor
}
