import { randomBytes } from 'node:crypto'
import type { EncryptionContext } from '@cloudact/core/ports/kms'
import { contextData, decryptGcm, encryptGcm, KEY_BYTES, OVERHEAD_BYTES, wrapData } from './aes-gcm.ts'
import { unreadableSecret } from './secret-errors.ts'

const MAGIC = Buffer.from('CAE1', 'latin1')

/**
 * Ciphertext layout of the local key ring: `CAE1` · length and name of the key version · wrapped data key · encrypted
 * text. Both encrypted parts are nonce (12) · tag (16) · AES-256-GCM output.
 */
export type Envelope = {
  readonly keyVersion: string
  readonly wrappedKey: Buffer
  readonly body: Buffer
}

/** Whether bytes claim to be an envelope of the local key ring. */
export function isEnvelope(ciphertext: Uint8Array): boolean {
  return Buffer.from(ciphertext).subarray(0, MAGIC.length).equals(MAGIC)
}

/** Encrypts under a fresh data key, which is wrapped by the master key; both bind to the context and the version. */
export function sealEnvelope(
  plaintext: Uint8Array,
  context: EncryptionContext,
  keyVersion: string,
  masterKey: Uint8Array,
): Uint8Array {
  const dataKey = randomBytes(KEY_BYTES)
  const wrappedKey = encryptGcm(dataKey, masterKey, wrapData(context, keyVersion))
  const body = encryptGcm(plaintext, dataKey, contextData(context))
  dataKey.fill(0)
  return encode({ keyVersion, wrappedKey, body })
}

/** Throws `internal` when the bytes were altered or belong to another context. */
export function openEnvelope(
  envelope: Envelope,
  context: EncryptionContext,
  masterKey: Uint8Array,
): Uint8Array {
  const dataKey = decryptGcm(envelope.wrappedKey, masterKey, wrapData(context, envelope.keyVersion))
  const plaintext = decryptGcm(envelope.body, dataKey, contextData(context))
  dataKey.fill(0)
  return plaintext
}

/** Wraps the same data key under another master key: the text itself is not decrypted. */
export function rewrapEnvelope(
  envelope: Envelope,
  context: EncryptionContext,
  from: Uint8Array,
  to: { readonly keyVersion: string; readonly masterKey: Uint8Array },
): Uint8Array {
  const dataKey = decryptGcm(envelope.wrappedKey, from, wrapData(context, envelope.keyVersion))
  const wrappedKey = encryptGcm(dataKey, to.masterKey, wrapData(context, to.keyVersion))
  dataKey.fill(0)
  return encode({ keyVersion: to.keyVersion, wrappedKey, body: envelope.body })
}

/** Throws `internal` for bytes that are not an envelope. */
export function decodeEnvelope(ciphertext: Uint8Array): Envelope {
  const bytes = Buffer.from(ciphertext)
  const versionLength = bytes[MAGIC.length] ?? 0
  const versionEnd = MAGIC.length + 1 + versionLength
  const wrappedEnd = versionEnd + OVERHEAD_BYTES + KEY_BYTES
  if (!isEnvelope(bytes) || bytes.length < wrappedEnd + OVERHEAD_BYTES) throw unreadableSecret()
  return {
    keyVersion: bytes.subarray(MAGIC.length + 1, versionEnd).toString('utf8'),
    wrappedKey: bytes.subarray(versionEnd, wrappedEnd),
    body: bytes.subarray(wrappedEnd),
  }
}

function encode(envelope: Envelope): Uint8Array {
  const version = Buffer.from(envelope.keyVersion, 'utf8')
  return Buffer.concat([MAGIC, Buffer.from([version.length]), version, envelope.wrappedKey, envelope.body])
}
