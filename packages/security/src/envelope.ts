import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { EncryptionContext } from '@cloudact/core/ports/kms'

const ALGORITHM = 'aes-256-gcm'
const MAGIC = Buffer.from('CAE1', 'latin1')
export const KEY_BYTES = 32
const NONCE_BYTES = 12
const TAG_BYTES = 16

/**
 * Ciphertext layout: `CAE1` · length and name of the key version · wrapped data key · encrypted text.
 * Both encrypted parts are nonce (12) · tag (16) · AES-256-GCM output.
 */
export type Envelope = {
  readonly keyVersion: string
  readonly wrappedKey: Buffer
  readonly body: Buffer
}

/** Encrypts under a fresh data key, which is wrapped by the master key; both bind to the context and the version. */
export function sealEnvelope(
  plaintext: Uint8Array,
  context: EncryptionContext,
  keyVersion: string,
  masterKey: Uint8Array,
): Uint8Array {
  const dataKey = randomBytes(KEY_BYTES)
  const wrappedKey = encrypt(dataKey, masterKey, wrapData(context, keyVersion))
  const body = encrypt(plaintext, dataKey, contextData(context))
  dataKey.fill(0)
  return encode({ keyVersion, wrappedKey, body })
}

/** Throws `internal` when the bytes were altered or belong to another context. */
export function openEnvelope(
  envelope: Envelope,
  context: EncryptionContext,
  masterKey: Uint8Array,
): Uint8Array {
  const dataKey = decrypt(envelope.wrappedKey, masterKey, wrapData(context, envelope.keyVersion))
  const plaintext = decrypt(envelope.body, dataKey, contextData(context))
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
  const dataKey = decrypt(envelope.wrappedKey, from, wrapData(context, envelope.keyVersion))
  const wrappedKey = encrypt(dataKey, to.masterKey, wrapData(context, to.keyVersion))
  dataKey.fill(0)
  return encode({ keyVersion: to.keyVersion, wrappedKey, body: envelope.body })
}

/** Throws `internal` for bytes that are not an envelope. */
export function decodeEnvelope(ciphertext: Uint8Array): Envelope {
  const bytes = Buffer.from(ciphertext)
  const versionLength = bytes[MAGIC.length] ?? 0
  const versionEnd = MAGIC.length + 1 + versionLength
  const wrappedEnd = versionEnd + NONCE_BYTES + TAG_BYTES + KEY_BYTES
  if (!bytes.subarray(0, MAGIC.length).equals(MAGIC) || bytes.length < wrappedEnd + NONCE_BYTES + TAG_BYTES) {
    throw unreadable()
  }
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

/** JSON of the parts, so that no two contexts ever share their bytes. */
function contextData(context: EncryptionContext): Buffer {
  return Buffer.from(JSON.stringify([context.purpose, context.orgSlug, context.subjectId]), 'utf8')
}

function wrapData(context: EncryptionContext, keyVersion: string): Buffer {
  return Buffer.concat([Buffer.from(`wrap:${keyVersion}:`, 'utf8'), contextData(context)])
}

function encrypt(plaintext: Uint8Array, key: Uint8Array, additionalData: Buffer): Buffer {
  const nonce = randomBytes(NONCE_BYTES)
  const cipher = createCipheriv(ALGORITHM, key, nonce).setAAD(additionalData)
  const output = Buffer.concat([cipher.update(plaintext), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), output])
}

function decrypt(bytes: Buffer, key: Uint8Array, additionalData: Buffer): Buffer {
  const decipher = createDecipheriv(ALGORITHM, key, bytes.subarray(0, NONCE_BYTES), {
    authTagLength: TAG_BYTES,
  })
  decipher.setAAD(additionalData)
  decipher.setAuthTag(bytes.subarray(NONCE_BYTES, NONCE_BYTES + TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(bytes.subarray(NONCE_BYTES + TAG_BYTES)), decipher.final()])
  } catch (cause) {
    throw unreadable(cause)
  }
}

function unreadable(cause?: unknown): AppError {
  return new AppError(
    'internal',
    'A stored secret cannot be decrypted: it was altered, or it belongs to another organization or credential. Enter the credential again.',
    { cause },
  )
}
