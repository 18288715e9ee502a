import { randomUUID } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { EncryptionContext, Kms } from '@cloudact/core/ports/kms'

/** How keys are made and looked up; the security package's functions. */
export type ApiKeyFactory = {
  readonly generate: (org: OrgSlug) => string
  readonly hash: (key: string) => string
}

/** A key that is not stored yet. `key` is shown once and kept nowhere in the clear. */
export type PreparedApiKey = {
  readonly keyId: string
  readonly org: OrgSlug
  readonly key: string
  readonly hash: string
  readonly ciphertext: Uint8Array
}

/** Makes and seals a key. Before the transaction, which must await nothing but SQL. */
export async function prepareApiKey(kms: Kms, keys: ApiKeyFactory, org: OrgSlug): Promise<PreparedApiKey> {
  const keyId = `key_${randomUUID()}`
  const key = keys.generate(org)
  const { ciphertext } = await kms.encrypt(new TextEncoder().encode(key), apiKeyContext(org, keyId))
  return { keyId, org, key, hash: keys.hash(key), ciphertext }
}

/** What an API key's ciphertext is bound to. */
export function apiKeyContext(org: OrgSlug, keyId: string): EncryptionContext {
  return { orgSlug: org, purpose: 'api-key', subjectId: keyId }
}
