import { join } from 'node:path'
import { AppError } from '@cloudact/core/errors'
import { createSecretFile, readSecretFile } from './secret-file.ts'
import { randomToken } from './random-token.ts'

/** Shortest root key or session secret accepted. */
export const MINIMUM_SECRET_LENGTH = 32

export type GeneratedSecret = {
  readonly value: string
  /** True once in the life of a data folder: the moment to show the value to the operator. */
  readonly created: boolean
}

/**
 * The given value if there is one, else the content of `<folder>/<name>`, else a new random value stored there with
 * mode 0600. Throws `config_invalid` when the given value is too short; the message never holds the value.
 */
export async function loadOrCreateSecret(options: {
  readonly folder: string
  readonly name: string
  readonly given?: string
  /** How the operator sets it, for the message. */
  readonly variable: string
}): Promise<GeneratedSecret> {
  if (options.given !== undefined && options.given !== '') {
    if (options.given.length < MINIMUM_SECRET_LENGTH) {
      throw new AppError(
        'config_invalid',
        `${options.variable} is too short. Use at least ${MINIMUM_SECRET_LENGTH} characters.`,
      )
    }
    return { value: options.given, created: false }
  }
  const path = join(options.folder, options.name)
  const stored = await readSecretFile(path)
  if (stored) return { value: stored, created: false }
  const value = randomToken(36)
  if (await createSecretFile(path, `${value}\n`)) return { value, created: true }
  const other = await readSecretFile(path)
  if (!other) {
    throw new AppError(
      'config_invalid',
      `The key file "${options.name}" exists but is empty. Restore it from a backup or delete it.`,
    )
  }
  return { value: other, created: false }
}

/** The key of `X-CA-Root-Key`: `CA_ROOT_API_KEY` of the environment, else generated and stored in the key folder. */
export function loadOrCreateRootKey(options: {
  readonly folder: string
  readonly given?: string
}): Promise<GeneratedSecret> {
  return loadOrCreateSecret({ ...options, name: 'root-api-key', variable: 'CA_ROOT_API_KEY' })
}

/** What session cookies are signed with. */
export function loadOrCreateSessionSecret(options: {
  readonly folder: string
  readonly given?: string
}): Promise<GeneratedSecret> {
  return loadOrCreateSecret({ ...options, name: 'session-secret', variable: 'CLOUDACT_SESSION_SECRET' })
}
