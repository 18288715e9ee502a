import { lookup } from 'node:dns/promises'
import { BlockList, isIP } from 'node:net'
import { AppError } from '@cloudact/core/errors'

const PRIVATE = new BlockList()
for (const [network, prefix] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['224.0.0.0', 4],
  ['240.0.0.0', 4],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv4')
}
for (const [network, prefix] of [
  ['::', 128],
  ['::1', 128],
  ['64:ff9b::', 96],
  ['fc00::', 7],
  ['fe80::', 10],
  ['ff00::', 8],
] as const) {
  PRIVATE.addSubnet(network, prefix, 'ipv6')
}

/** Addresses a host name stands for. */
export type Resolve = (host: string) => Promise<readonly string[]>

const resolveByDns: Resolve = async (host) =>
  (await lookup(host, { all: true })).map(({ address }) => address)

/**
 * Refuses an address a tenant gave unless it is https and every address behind its name is a public one: the server
 * must not be made to call its own network. Throws `invalid_input` naming `path`.
 */
export async function checkOutsideAddress(
  text: string,
  path: string,
  resolve: Resolve = resolveByDns,
): Promise<void> {
  if (!URL.canParse(text))
    throw refused(path, 'This is not an address. Use one such as https://storage.example.com.')
  const { protocol, hostname, username, password } = new URL(text)
  if (protocol !== 'https:') throw refused(path, 'The address must start with https://.')
  if (username !== '' || password !== '')
    throw refused(path, 'The address must not hold a user name or password.')
  const host = hostname.replace(/^\[|\]$/g, '')
  const addresses = isIP(host) ? [host] : await addressesOf(host, path, resolve)
  if (addresses.some(isPrivateAddress))
    throw refused(path, 'The address lies in a private network and is refused.')
}

export function isPrivateAddress(address: string): boolean {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1]
  if (mapped !== undefined) return PRIVATE.check(mapped, 'ipv4')
  // The hexadecimal spelling of an IPv4 address inside IPv6, as URL parsing writes it.
  const hexadecimal = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/i.exec(address)
  if (hexadecimal?.[1] !== undefined && hexadecimal[2] !== undefined) {
    const [high, low] = [Number.parseInt(hexadecimal[1], 16), Number.parseInt(hexadecimal[2], 16)]
    return PRIVATE.check([high >> 8, high & 255, low >> 8, low & 255].join('.'), 'ipv4')
  }
  return PRIVATE.check(address, isIP(address) === 6 ? 'ipv6' : 'ipv4')
}

async function addressesOf(host: string, path: string, resolve: Resolve): Promise<readonly string[]> {
  if (host === 'localhost' || host.endsWith('.localhost') || host.endsWith('.internal')) {
    throw refused(path, 'The address lies in a private network and is refused.')
  }
  try {
    return await resolve(host)
  } catch (cause) {
    throw refused(path, 'The host of this address was not found. Check its spelling.', cause)
  }
}

function refused(path: string, message: string, cause?: unknown): AppError {
  return new AppError('invalid_input', message, { cause, faults: [{ path, message }] })
}
