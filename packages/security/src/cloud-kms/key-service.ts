import { crc32c } from '../google/crc32c.ts'
import { GoogleFault, toGoogleFault } from '../google/google-fault.ts'
import { retryTransient, type Wait } from '../google/retry-transient.ts'
import type { KmsClient } from './kms-client.ts'

const TIMEOUT_MS = 10_000
/** One attempt each: `retryTransient` decides about the next. */
const CALL = { timeout: TIMEOUT_MS, retry: null }

export type KeyFacts = {
  readonly purpose: string
  readonly primary: { readonly name: string; readonly state: string } | undefined
}

/** The calls of Cloud KMS that we make, checked for damage on the way and retried. All throw `GoogleFault`. */
export type KeyService = {
  encrypt(
    plaintext: Uint8Array,
    additionalData: Uint8Array,
  ): Promise<{ readonly ciphertext: Uint8Array; readonly keyVersion: string }>
  decrypt(ciphertext: Uint8Array, additionalData: Uint8Array): Promise<Uint8Array>
  describe(): Promise<KeyFacts>
  /** Makes a version and answers its name when it is enabled. */
  createVersion(): Promise<string>
  makePrimary(keyVersion: string): Promise<void>
}

/**
 * Speaks to one key, `projects/P/locations/L/keyRings/R/cryptoKeys/K`. Integrity as Google documents it
 * (https://cloud.google.com/kms/docs/data-integrity-guidelines): checksums go with what is sent, and both the service's
 * verification and the checksum of the answer are looked at; a mismatch counts as a transient fault.
 */
export function keyService(client: KmsClient, key: string, wait?: Wait): KeyService {
  return {
    encrypt: (plaintext, additionalAuthenticatedData) =>
      retryTransient(async () => {
        const [answer] = await client.encrypt(
          {
            name: key,
            plaintext,
            plaintextCrc32c: checksum(plaintext),
            additionalAuthenticatedData,
            additionalAuthenticatedDataCrc32c: checksum(additionalAuthenticatedData),
          },
          CALL,
        )
        const ciphertext = bytesOf(answer.ciphertext)
        if (!answer.verifiedPlaintextCrc32c || !answer.verifiedAdditionalAuthenticatedDataCrc32c)
          throw garbled('The request of encrypt arrived damaged.')
        expectChecksum(ciphertext, answer.ciphertextCrc32c, 'encrypt')
        return { ciphertext, keyVersion: answer.name ?? '' }
      }, wait),

    decrypt: (ciphertext, additionalAuthenticatedData) =>
      retryTransient(async () => {
        const [answer] = await client.decrypt(
          {
            name: key,
            ciphertext,
            ciphertextCrc32c: checksum(ciphertext),
            additionalAuthenticatedData,
            additionalAuthenticatedDataCrc32c: checksum(additionalAuthenticatedData),
          },
          CALL,
        )
        const plaintext = bytesOf(answer.plaintext)
        expectChecksum(plaintext, answer.plaintextCrc32c, 'decrypt')
        return plaintext
      }, wait),

    describe: () =>
      retryTransient(async () => {
        const [answer] = await client.getCryptoKey({ name: key }, CALL)
        const { primary } = answer
        return {
          purpose: String(answer.purpose),
          primary: primary ? { name: primary.name ?? '', state: String(primary.state) } : undefined,
        }
      }, wait),

    async createVersion() {
      // Sent once: a second try after a lost answer would make a second version.
      const [made] = await once(() =>
        client.createCryptoKeyVersion({ parent: key, cryptoKeyVersion: {} }, CALL),
      )
      const name = made.name ?? ''
      if (made.state !== 'ENABLED') await retryTransient(() => expectEnabled(name), wait)
      return name
    },

    async makePrimary(keyVersion) {
      const cryptoKeyVersionId = keyVersion.split('/').at(-1)
      await retryTransient(
        () => client.updateCryptoKeyPrimaryVersion({ name: key, cryptoKeyVersionId }, CALL),
        wait,
      )
    },
  }

  async function expectEnabled(name: string): Promise<void> {
    const [version] = await client.getCryptoKeyVersion({ name }, CALL)
    if (version.state === 'ENABLED') return
    const message = `${name} is being made, its state is ${String(version.state)}.`
    throw new GoogleFault(version.state === 'PENDING_GENERATION' ? 'transient' : 'not_enabled', message)
  }
}

/** As `retryTransient` throws, without a second attempt. */
async function once<Result>(call: () => Promise<Result>): Promise<Result> {
  try {
    return await call()
  } catch (error) {
    throw toGoogleFault(error)
  }
}

function checksum(bytes: Uint8Array): { value: number } {
  return { value: crc32c(bytes) }
}

function expectChecksum(
  bytes: Uint8Array,
  stated: { value?: unknown } | null | undefined,
  call: string,
): void {
  if (String(stated?.value) !== String(crc32c(bytes))) throw garbled(`The answer of ${call} arrived damaged.`)
}

function garbled(message: string): GoogleFault {
  return new GoogleFault('transient', message)
}

function bytesOf(value: Uint8Array | string | null | undefined): Uint8Array {
  if (typeof value === 'string') return Buffer.from(value, 'base64')
  return value ?? new Uint8Array()
}
