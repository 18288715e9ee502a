import { randomBytes } from 'node:crypto'
import { chmod, mkdir, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import type { EncryptionContext, Kms, Sealed } from '@cloudact/core/ports/kms'
import { KEY_BYTES } from './aes-gcm.ts'
import { isCloudEnvelope } from './cloud-kms/cloud-envelope.ts'
import { decodeEnvelope, type Envelope, openEnvelope, rewrapEnvelope, sealEnvelope } from './envelope.ts'
import { foreignSecret } from './secret-errors.ts'
import { createSecretFile, readSecretFile } from './secret-file.ts'

const KEY_FILE = /^kms-v(\d{1,6})\.key$/

/**
 * Master keys as files `kms-v<n>.key` (mode 0600) of one folder; the highest number is current. Several processes may
 * share the folder: a version another one made is found when it is first needed.
 */
export async function openLocalKeyRing(folder: string): Promise<Kms> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await chmod(folder, 0o700)
  const ring = new LocalKeyRing(folder)
  if ((await ring.versions()).length === 0) await ring.create(1)
  return ring
}

/** The key ring of a folder, or undefined where none was ever made. Makes nothing. */
export async function findLocalKeyRing(folder: string): Promise<Kms | undefined> {
  const ring = new LocalKeyRing(folder)
  return (await ring.versions()).length === 0 ? undefined : ring
}

class LocalKeyRing implements Kms {
  readonly provider = 'local'
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
    const envelope = decode(ciphertext)
    return openEnvelope(envelope, context, await this.#key(envelope.keyVersion))
  }

  async rewrap(
    ciphertext: Uint8Array,
    context: EncryptionContext,
    keyVersion: string,
  ): Promise<Sealed | undefined> {
    const envelope = decode(ciphertext)
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
    const names = await readdir(this.#folder).catch((error: unknown) => {
      if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
      throw error
    })
    const numbers = names.flatMap((name) => KEY_FILE.exec(name)?.[1] ?? [])
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

function decode(ciphertext: Uint8Array): Envelope {
  if (isCloudEnvelope(ciphertext)) throw foreignSecret('a Cloud KMS key, see CLOUDACT_KMS_KEY')
  return decodeEnvelope(ciphertext)
}

function missingKey(version: string): AppError {
  return new AppError(
    'internal',
    `Encryption key version "${version}" is missing from the key folder or damaged. Restore the key files from a backup.`,
  )
}
