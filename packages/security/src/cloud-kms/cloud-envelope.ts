import { randomBytes } from 'node:crypto'
import type { EncryptionContext } from '@cloudact/core/ports/kms'
import { contextData, decryptGcm, encryptGcm, KEY_BYTES, OVERHEAD_BYTES, wrapData } from '../aes-gcm.ts'
import { unreadableSecret } from '../secret-errors.ts'

const MAGIC = Buffer.from('CAE2', 'latin1')
const LENGTH_BYTES = 2
const NOTHING = new Uint8Array()

/**
 * Ciphertext layout where an outside service wraps the data key: `CAE2` · key version · wrapped data key · seal · body.
 * The first two have their length before them (2 bytes, big-endian). The seal is an empty text under the data key that
 * authenticates the recorded version, which the service does not look at.
 */
export type CloudEnvelope = {
  readonly keyVersion: string
  readonly wrappedKey: Buffer
  readonly seal: Buffer
  readonly body: Buffer
}

/** A data key as the service wrapped it. */
export type WrappedKey = {
  readonly dataKey: Uint8Array
  readonly keyVersion: string
  readonly ciphertext: Uint8Array
}

/** Whether bytes claim to be an envelope of an outside service. */
export function isCloudEnvelope(ciphertext: Uint8Array): boolean {
  return Buffer.from(ciphertext).subarray(0, MAGIC.length).equals(MAGIC)
}

export function newDataKey(): Uint8Array {
  return randomBytes(KEY_BYTES)
}

export function sealCloudEnvelope(
  plaintext: Uint8Array,
  context: EncryptionContext,
  key: WrappedKey,
): Uint8Array {
  return encode(context, key, encryptGcm(plaintext, key.dataKey, contextData(context)))
}

/** Throws `internal` when the bytes were altered or belong to another context. */
export function openCloudEnvelope(
  envelope: CloudEnvelope,
  context: EncryptionContext,
  dataKey: Uint8Array,
): Uint8Array {
  assertSealed(envelope, context, dataKey)
  return decryptGcm(envelope.body, dataKey, contextData(context))
}

/** The same text and data key beside another wrapping of that key. Throws as `openCloudEnvelope`. */
export function rewrapCloudEnvelope(
  envelope: CloudEnvelope,
  context: EncryptionContext,
  key: WrappedKey,
): Uint8Array {
  assertSealed(envelope, context, key.dataKey)
  return encode(context, key, envelope.body)
}

/** Throws `internal` for bytes that are not such an envelope. */
export function decodeCloudEnvelope(ciphertext: Uint8Array): CloudEnvelope {
  const bytes = Buffer.from(ciphertext)
  if (!isCloudEnvelope(bytes)) throw unreadableSecret()
  const version = part(bytes, MAGIC.length)
  const wrapped = part(bytes, version.end)
  const sealEnd = wrapped.end + OVERHEAD_BYTES
  if (bytes.length < sealEnd + OVERHEAD_BYTES) throw unreadableSecret()
  return {
    keyVersion: version.content.toString('utf8'),
    wrappedKey: wrapped.content,
    seal: bytes.subarray(wrapped.end, sealEnd),
    body: bytes.subarray(sealEnd),
  }
}

function assertSealed(envelope: CloudEnvelope, context: EncryptionContext, dataKey: Uint8Array): void {
  decryptGcm(envelope.seal, dataKey, wrapData(context, envelope.keyVersion))
}

function encode(context: EncryptionContext, key: WrappedKey, body: Uint8Array): Uint8Array {
  const seal = encryptGcm(NOTHING, key.dataKey, wrapData(context, key.keyVersion))
  return Buffer.concat([
    MAGIC,
    ...withLength(Buffer.from(key.keyVersion, 'utf8')),
    ...withLength(key.ciphertext),
    seal,
    body,
  ])
}

function withLength(content: Uint8Array): Uint8Array[] {
  const length = Buffer.alloc(LENGTH_BYTES)
  length.writeUInt16BE(content.length)
  return [length, content]
}

function part(bytes: Buffer, start: number): { content: Buffer; end: number } {
  const from = start + LENGTH_BYTES
  if (bytes.length < from) throw unreadableSecret()
  const end = from + bytes.readUInt16BE(start)
  if (bytes.length < end) throw unreadableSecret()
  return { content: bytes.subarray(from, end), end }
}
