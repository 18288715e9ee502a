import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { crc32c } from '../google/crc32c.ts'
import {
  denied,
  fakeGoogle,
  type FakeGoogle,
  type GoogleCall,
  GoogleRefusal,
  unknownName,
} from './fake-google.ts'

export const KEY = 'projects/acme-prod/locations/europe-west1/keyRings/cloudact/cryptoKeys/credentials'

type State = 'ENABLED' | 'DISABLED' | 'DESTROYED' | 'PENDING_GENERATION'
type Permission = 'get' | 'encrypt' | 'decrypt' | 'create' | 'update'

export type FakeCloudKms = FakeGoogle & {
  readonly key: string
  /** State of each version by number. */
  readonly states: Map<number, State>
  /** What the caller may not do. */
  readonly refused: Set<Permission>
  primary: number | undefined
  purpose: string
  /** How many of the next answers arrive damaged: a byte of the content, or the service's view of the request. */
  damage: { answers: number; requests: number }
  /** State a new version has at first; it is enabled when looked at again. */
  born: State
  /** After so many more encryptions a new primary version is used: the change takes time at Google, too. */
  lag: number
  /** One new enabled version, nothing refused, nothing damaged. */
  reset(): void
}

/**
 * Cloud KMS for one symmetric key, over REST as documented at
 * https://cloud.google.com/kms/docs/reference/rest/v1/projects.locations.keyRings.cryptoKeys.
 */
export async function fakeCloudKms(): Promise<FakeCloudKms> {
  const keys = new Map<number, Buffer>()
  const server = await fakeGoogle((call) => answer(call))
  let used = 1
  const kms: FakeCloudKms = {
    ...server,
    key: KEY,
    states: new Map(),
    refused: new Set(),
    ...fresh(),
    reset() {
      keys.clear()
      keys.set(1, randomBytes(32))
      kms.states.clear()
      kms.states.set(1, 'ENABLED')
      kms.refused.clear()
      server.calls.length = 0
      server.faults.length = 0
      used = 1
      Object.assign(kms, fresh())
    },
  }
  kms.reset()
  const nameOf = (version: number) => `${KEY}/cryptoKeyVersions/${version}`
  const describe = (version: number) => ({ name: nameOf(version), state: kms.states.get(version) })

  function answer({ method, path, body }: GoogleCall): object {
    const [name = '', verb] = path.split(':')
    if (!name.startsWith(KEY)) throw unknownName(name)
    if (method === 'GET' && name === KEY) {
      permit('get')
      return { name, purpose: kms.purpose, ...(kms.primary && { primary: describe(kms.primary) }) }
    }
    if (method === 'GET') {
      permit('get')
      const version = Number(name.split('/').at(-1))
      const state = describe(version)
      kms.states.set(version, 'ENABLED')
      return state
    }
    if (verb === 'encrypt') return encrypt(body)
    if (verb === 'decrypt') return decrypt(body)
    if (verb === 'updatePrimaryVersion') {
      permit('update')
      used = kms.lag > 0 ? (kms.primary ?? 1) : Number(body['cryptoKeyVersionId'])
      kms.primary = Number(body['cryptoKeyVersionId'])
      return { name: KEY, purpose: kms.purpose, primary: describe(kms.primary) }
    }
    permit('create')
    const version = kms.states.size + 1
    keys.set(version, randomBytes(32))
    kms.states.set(version, kms.born)
    return describe(version)
  }

  function encrypt(body: Record<string, unknown>): object {
    permit('encrypt')
    if (kms.lag === 0) used = kms.primary ?? used
    else kms.lag -= 1
    const key = keyOf(used)
    const additional = bytes(body['additionalAuthenticatedData'])
    const nonce = randomBytes(12)
    const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(additional)
    const output = Buffer.concat([cipher.update(bytes(body['plaintext'])), cipher.final()])
    const ciphertext = Buffer.concat([Buffer.from([used]), nonce, cipher.getAuthTag(), output])
    const verified = !damagedRequest()
    return {
      name: nameOf(used),
      ciphertext: damaged(ciphertext).toString('base64'),
      ciphertextCrc32c: String(crc32c(ciphertext)),
      verifiedPlaintextCrc32c: verified && matches(body, 'plaintext'),
      verifiedAdditionalAuthenticatedDataCrc32c: verified && matches(body, 'additionalAuthenticatedData'),
    }
  }

  function decrypt(body: Record<string, unknown>): object {
    permit('decrypt')
    if (!matches(body, 'ciphertext') || !matches(body, 'additionalAuthenticatedData'))
      throw new GoogleRefusal(400, 'INVALID_ARGUMENT', 'The checksum does not match the data.')
    const ciphertext = bytes(body['ciphertext'])
    const refusal = new GoogleRefusal(
      400,
      'INVALID_ARGUMENT',
      "Decryption failed: verify that 'name' refers to the correct CryptoKey.",
    )
    const version = ciphertext[0] ?? 0
    if (!keys.has(version) || ciphertext.length < 29) throw refusal
    const decipher = createDecipheriv('aes-256-gcm', keyOf(version), ciphertext.subarray(1, 13))
    decipher.setAAD(bytes(body['additionalAuthenticatedData'])).setAuthTag(ciphertext.subarray(13, 29))
    try {
      const plaintext = Buffer.concat([decipher.update(ciphertext.subarray(29)), decipher.final()])
      return {
        plaintext: damaged(plaintext).toString('base64'),
        plaintextCrc32c: String(crc32c(plaintext)),
        usedPrimary: version === kms.primary,
      }
    } catch {
      throw refusal
    }
  }

  function keyOf(version: number): Buffer {
    const state = kms.states.get(version)
    const key = keys.get(version)
    if (state !== 'ENABLED' || !key) {
      const message = `${nameOf(version)} is not enabled, current state is: ${state}.`
      throw new GoogleRefusal(400, 'FAILED_PRECONDITION', message)
    }
    return key
  }

  function permit(permission: Permission): void {
    if (kms.refused.has(permission)) throw denied(`cloudkms.cryptoKeys.${permission}`)
  }

  function damaged(content: Buffer): Buffer {
    if (kms.damage.answers === 0) return content
    kms.damage.answers -= 1
    const copy = Buffer.from(content)
    copy[copy.length - 1] = (copy[copy.length - 1] ?? 0) ^ 1
    return copy
  }

  function damagedRequest(): boolean {
    if (kms.damage.requests === 0) return false
    kms.damage.requests -= 1
    return true
  }

  return kms
}

function fresh() {
  const born: State = 'ENABLED'
  return { primary: 1, purpose: 'ENCRYPT_DECRYPT', damage: { answers: 0, requests: 0 }, born, lag: 0 }
}

function bytes(value: unknown): Buffer {
  return Buffer.from(typeof value === 'string' ? value : '', 'base64')
}

/** A request without a checksum is not verified. */
function matches(body: Record<string, unknown>, field: string): boolean {
  return body[`${field}Crc32c`] === String(crc32c(bytes(body[field])))
}
