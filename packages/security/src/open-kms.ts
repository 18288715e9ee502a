import type { EncryptionContext, Kms, Sealed } from '@cloudact/core/ports/kms'
import { loadKmsClient } from './cloud-kms/kms-client.ts'
import { openCloudKms } from './cloud-kms/open-cloud-kms.ts'
import { isEnvelope } from './envelope.ts'
import { findLocalKeyRing, openLocalKeyRing } from './local-key-ring.ts'

export type KmsSettings = {
  /** Resource name of the Cloud KMS key; undefined for the key ring in the data folder. */
  readonly key: string | undefined
  readonly endpoint: string | undefined
}

/**
 * The KMS of a deployment. Where Cloud KMS took over from a key ring, secrets the ring encrypted still open while its
 * files are in `folder`, and a re-wrap moves them over. Throws `config_invalid` when the key cannot be used.
 */
export async function openKms(
  folder: string,
  { key, endpoint }: KmsSettings,
  loadClient = loadKmsClient,
): Promise<Kms> {
  if (key === undefined) return openLocalKeyRing(folder)
  const current = await openCloudKms(await loadClient(endpoint), key)
  const former = await findLocalKeyRing(folder)
  return former ? new SucceedingKms(current, former) : current
}

/** A KMS that took over from a local key ring: writes with the one, reads both. */
class SucceedingKms implements Kms {
  readonly provider: string
  readonly #current: Kms
  readonly #former: Kms

  constructor(current: Kms, former: Kms) {
    this.provider = current.provider
    this.#current = current
    this.#former = former
  }

  encrypt(plaintext: Uint8Array, context: EncryptionContext): Promise<Sealed> {
    return this.#current.encrypt(plaintext, context)
  }

  decrypt(ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    return (isEnvelope(ciphertext) ? this.#former : this.#current).decrypt(ciphertext, context)
  }

  async rewrap(
    ciphertext: Uint8Array,
    context: EncryptionContext,
    current: string,
  ): Promise<Sealed | undefined> {
    if (!isEnvelope(ciphertext)) return this.#current.rewrap(ciphertext, context, current)
    return this.#current.encrypt(await this.#former.decrypt(ciphertext, context), context)
  }

  currentKeyVersion(): Promise<string> {
    return this.#current.currentKeyVersion()
  }

  rotate(): Promise<string> {
    return this.#current.rotate()
  }
}
