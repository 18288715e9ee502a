import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { EncryptionContext, Kms, Sealed } from '@cloudact/core/ports/kms'
import { decodeEnvelope, KEY_BYTES, openEnvelope, rewrapEnvelope, sealEnvelope } from './envelope.ts'
import { createSecretFile, readSecretFile } from './secret-file.ts'

const KEY_FILE = /^kms-v(\d{1,6})\.key$/

/** A KMS that can also move a stored ciphertext to the newest key version. */
export interface RewrappingKms extends Kms {
  /** Wraps the data key again under the current version; undefined when it is wrapped by that one already. */
  rewrap(ciphertext: Uint8Array, context: EncryptionContext): Promise<Sealed | undefined>
}

/**
 * Master keys as files `kms-v<n>.key` (mode 0600) of one folder; the highest number is current. Several processes may
 * share the folder: a version another one made is found when it is first needed.
 */
export async function openLocalKeyRing(folder: string): Promise<RewrappingKms> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const ring = new LocalKeyRing(folder)
  if ((await ring.versions()).length === 0) await ring.create(1)
  return ring
}

class LocalKeyRing implements RewrappingKms {
  readonly #folder: string
  readonly #keys = new Map<string, Uint8Array>()

  constructor(folder: string) {
    this.#folder = folder
  }

  async encrypt(plaintext: Uint8Array, context: EncryptionContext): Promise<Sealed> {
    const keyVersion = await this.currentKeyVersion()
    return {
      ciphertext: sealEnvelope(plaintext, context, keyVersion, await this.#key(keyVersion)),
      keyVersion,
    }
  }

  async decrypt(ciphertext: Uint8Array, context: EncryptionContext): Promise<Uint8Array> {
    const envelope = decodeEnvelope(ciphertext)
    return openEnvelope(envelope, context, await this.#key(envelope.keyVersion))
  }

  async rewrap(ciphertext: Uint8Array, context: EncryptionContext): Promise<Sealed | undefined> {
    const envelope = decodeEnvelope(ciphertext)
    const keyVersion = await this.currentKeyVersion()
    if (envelope.keyVersion === keyVersion) return undefined
    const from = await this.#key(envelope.keyVersion)
    const to = { keyVersion, masterKey: await this.#key(keyVersion) }
    return { ciphertext: rewrapEnvelope(envelope, context, from, to), keyVersion }
  }

  async currentKeyVersion(): Promise<string> {
    const newest = (await this.versions()).at(-1)
    if (newest === undefined) throw missingKey('any')
    return `v${newest}`
  }

  async rotate(): Promise<string> {
    const newest = (await this.versions()).at(-1) ?? 0
    await this.create(newest + 1)
    return `v${newest + 1}`
  }

  /** Numbers of the versions on disk, ascending. */
  async versions(): Promise<number[]> {
    const numbers = (await readdir(this.#folder)).flatMap((name) => KEY_FILE.exec(name)?.[1] ?? [])
    return numbers.map(Number).sort((a, b) => a - b)
  }

  /** A version another process made in the same moment counts as made. */
  async create(version: number): Promise<void> {
    await createSecretFile(
      join(this.#folder, `kms-v${version}.key`),
      `${randomBytes(KEY_BYTES).toString('base64')}\n`,
    )
  }

  async #key(version: string): Promise<Uint8Array> {
    const known = this.#keys.get(version)
    if (known) return known
    const name = `kms-${version}.key`
    const text = KEY_FILE.test(name) ? await readSecretFile(join(this.#folder, name)) : undefined
    const key = Buffer.from(text ?? '', 'base64')
    if (key.length !== KEY_BYTES) throw missingKey(version)
    this.#keys.set(version, key)
    return key
  }
}

function missingKey(version: string): AppError {
  return new AppError(
    'internal',
    `Encryption key version "${version}" is missing from the key folder or damaged. Restore the key files from a backup.`,
  )
}
