import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import type { EncryptionContext } from '@cloudact/core/ports/kms'
import { unreadableSecret } from './secret-errors.ts'

const ALGORITHM = 'aes-256-gcm'
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16
/** What encrypting adds to a text. */
export const OVERHEAD_BYTES = NONCE_BYTES + TAG_BYTES

/** AES-256-GCM under a random nonce: nonce (12) · tag (16) · output. */
export function encryptGcm(plaintext: Uint8Array, key: Uint8Array, additionalData: Uint8Array): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(additionalData)
  const output = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), output])
}

/** Throws `internal` when bytes, key or additional data are not those of `encryptGcm`. */
export function decryptGcm(bytes: Buffer, key: Uint8Array, additionalData: Uint8Array): Buffer {
  if (bytes.length < OVERHEAD_BYTES) throw unreadableSecret()
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(additionalData)
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, OVERHEAD_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(OVERHEAD_BYTES)), decipher.final()])
  } catch (cause) {
    throw unreadableSecret(cause)
  }
}

/** JSON of the parts, so that no two contexts ever share their bytes. */
export function contextData(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify([context.purpose, context.orgSlug, context.subjectId]), 'utf8')
}

/** What binds a wrapped data key to its context and to the version that is recorded beside it. */
export function wrapData(context: EncryptionContext, keyVersion: string): Buffer {
  return Buffer.concat([Buffer.from(`wrap:${keyVersion}:`, 'utf8'), contextData(context)])
}
