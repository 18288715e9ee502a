import type { EncryptionContext, Kms, Sealed } from '@cloudact/core/ports/kms'
import { contextData } from '../aes-gcm.ts'
import { isEnvelope } from '../envelope.ts'
import type { Wait } from '../google/retry-transient.ts'
import { foreignSecret } from '../secret-errors.ts'
import {
  type CloudEnvelope,
  decodeCloudEnvelope,
  newDataKey,
  openCloudEnvelope,
  rewrapCloudEnvelope,
  sealCloudEnvelope,
} from './cloud-envelope.ts'
import { checkKey } from './check-key.ts'
import { toKeyError } from './key-fault.ts'
import { type KeyService, keyService } from './key-service.ts'
import type { KmsClient } from './kms-client.ts'

const PROBE = new TextEncoder().encode('cloudact')

/**
 * A KMS whose master key is a symmetric key of Google Cloud KMS. Every secret has its own data key, which only Cloud KMS
 * can unwrap, with organization, provider and credential id as additional authenticated data. Throws `config_invalid`
 * with every fault of the key at once.
 */
export async function openCloudKms(client: KmsClient, key: string, wait?: Wait): Promise<Kms> {
  const service = keyService(client, key, wait)
  await checkKey(key, service)
  return new CloudKms(key, service)
}

class CloudKms implements Kms {
  readonly provider = 'google'
  readonly #key: string
  readonly #service: KeyService

  constructor(key: string, service: KeyService) {
    this.#key = key
    this.#service = service
  }

  async encrypt(plaintext: Uint8Array, context: EncryptionContext): Promise<Sealed> {
    const dataKey = newDataKey()
    const { keyVersion, ciphertext } = await this.#wrap(dataKey, contextData(context))
    const sealed = sealCloudEnvelope(plaintext, context, { dataKey, keyVersion, ciphertext })
    dataKey.fill(0)
    return { ciphertext: sealed, keyVersion }
  }

  async decrypt(ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    const envelope = decode(ciphertext)
    const dataKey = await this.#unwrap(envelope, context)
    const plaintext = openCloudEnvelope(envelope, context, dataKey)
    dataKey.fill(0)
    return plaintext
  }

  async rewrap(
    ciphertext: Uint8Array,
    context: EncryptionContext,
    current: string,
  ): Promise<Sealed | undefined> {
    const envelope = decode(ciphertext)
    if (envelope.keyVersion === current) return undefined
    const dataKey = await this.#unwrap(envelope, context)
    const wrapped = await this.#wrap(dataKey, contextData(context))
    const sealed = rewrapCloudEnvelope(envelope, context, { dataKey, ...wrapped })
    dataKey.fill(0)
    return { ciphertext: sealed, keyVersion: wrapped.keyVersion }
  }

  /** By using it: the right to encrypt says which version is primary, the right to look at the key is not needed. */
  async currentKeyVersion(): Promise<string> {
    return (await this.#wrap(PROBE, PROBE)).keyVersion
  }

  async rotate(): Promise<string> {
    try {
      const keyVersion = await this.#service.createVersion()
      await this.#service.makePrimary(keyVersion)
      return keyVersion
    } catch (error) {
      throw toKeyError(this.#key, 'manage', error)
    }
  }

  async #wrap(dataKey: Uint8Array, additionalData: Uint8Array) {
    try {
      return await this.#service.encrypt(dataKey, additionalData)
    } catch (error) {
      throw toKeyError(this.#key, 'encrypt', error)
    }
  }

  async #unwrap(envelope: CloudEnvelope, context: EncryptionContext): Promise<Uint8Array> {
    // Only the configured key is asked: what a stored row names is not to be trusted with the choice.
    if (!envelope.keyVersion.startsWith(`${this.#key}/cryptoKeyVersions/`))
      throw foreignSecret(envelope.keyVersion)
    try {
      return await this.#service.decrypt(envelope.wrappedKey, contextData(context))
    } catch (error) {
      throw toKeyError(this.#key, 'decrypt', error)
    }
  }
}

function decode(ciphertext: Uint8Array): CloudEnvelope {
  if (isEnvelope(ciphertext)) throw foreignSecret('a local key ring whose files are not in the data folder')
  return decodeCloudEnvelope(ciphertext)
}
