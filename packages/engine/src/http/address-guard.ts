import { lookup as resolve, type LookupAddress } from 'node:dns'
import type { LookupFunction } from 'node:net'
import { AppError } from '@cloudact/core/errors'
import ipaddr from 'ipaddr.js'

/** Where a connection may go: the internet, or this machine because the registry names it. */
export type Reach = 'public' | 'loopback'

/**
 * Whether an IP address may be connected to. Public means global unicast: everything special (private, loopback,
 * link-local and so cloud metadata, carrier-grade NAT, multicast, tunnels that embed another address) is refused.
 */
export function isReachable(address: string, reach: Reach): boolean {
  if (!ipaddr.isValid(address)) return false
  const range = ipaddr.process(address).range()
  return reach === 'public' ? range === 'unicast' : range === 'loopback'
}

export function refuseAddress(host: string): AppError {
  return new AppError(
    'invalid_input',
    `Calls to "${host}" are refused: it is not a public address. Private, loopback and link-local addresses are not reachable from here.`,
  )
}

/**
 * A DNS lookup that refuses names pointing to addresses out of reach. The check and the connection use the same
 * answer, so a name that changes between the two gains nothing.
 */
export function guardedLookup(reach: Reach): LookupFunction {
  return (hostname, options, callback) => {
    resolve(
      hostname,
      { family: options.family, hints: options.hints, all: true },
      (error, addresses: LookupAddress[]) => {
        if (error) {
          callback(error, '', 0)
          return
        }
        const [first] = addresses
        if (!first || addresses.some(({ address }) => !isReachable(address, reach))) {
          callback(refuseAddress(hostname), '', 0)
        } else if (options.all) {
          callback(null, addresses)
        } else {
          callback(null, first.address, first.family)
        }
      },
    )
  }
}
