import { expect, it } from 'vitest'
import { checkOutsideAddress, isPrivateAddress } from './check-outside-address.ts'

const check = (text: string, addresses: readonly string[]) =>
  checkOutsideAddress(text, 'endpoint', () => Promise.resolve(addresses))

it('passes a public host over https', async () => {
  await expect(check('https://storage.example.com:9000/path', ['93.184.216.34'])).resolves.toBeUndefined()
  await expect(check('https://93.184.216.34', [])).resolves.toBeUndefined()
})

it('refuses a public name with any private address behind it', async () => {
  await expect(check('https://rebound.example.com', ['93.184.216.34', '10.0.0.7'])).rejects.toMatchObject({
    code: 'invalid_input',
    faults: [{ path: 'endpoint' }],
  })
})

it('refuses a name that does not resolve, without saying more', async () => {
  const resolve = () => Promise.reject(new Error('ENOTFOUND internal-dns-7'))

  await expect(checkOutsideAddress('https://nowhere.example.com', 'endpoint', resolve)).rejects.toThrow(
    /^The host of this address was not found/,
  )
})

it.each([
  '0.0.0.0',
  '10.1.2.3',
  '100.64.0.1',
  '127.9.9.9',
  '169.254.169.254',
  '172.31.255.255',
  '192.168.0.1',
  '224.0.0.1',
  '::',
  '::1',
  'fe80::1',
  'fd00::1',
  '::ffff:127.0.0.1',
  '::ffff:7f00:1',
  '64:ff9b::a00:1',
])('knows %s for private', (address) => expect(isPrivateAddress(address)).toBe(true))

it.each(['8.8.8.8', '172.32.0.1', '100.128.0.1', '2606:2800:220:1::1', '::ffff:8.8.8.8', '::ffff:808:808'])(
  'knows %s for public',
  (address) => expect(isPrivateAddress(address)).toBe(false),
)
