import { timingSafeEqual } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { sha256 } from './constant-time.ts'
import { randomToken } from './random-token.ts'

/** 24 random bytes: 32 URL-safe characters after the prefix. */
const RANDOM_BYTES = 24
const API_KEY = /^[a-z0-9_]{3,50}_api_[A-Za-z0-9_-]{16,128}$/

/** A new organization key, `{org}_api_{32 characters}`. Shown once; only its hash and ciphertext are stored. */
export function generateApiKey(org: OrgSlug): string {
  return `${org}_api_${randomToken(RANDOM_BYTES)}`
}

/** False for text that no key can be, so that it never costs a look-up. */
export function isApiKeyShaped(text: string): boolean {
  return API_KEY.test(text)
}

/** What a key is looked up by: SHA-256, lower-case hex. */
export function hashApiKey(key: string): string {
  return sha256(key)
}

/** Compares the hash of a presented key with the stored one in a time that depends on neither. */
export function equalApiKeyHashes(presented: string, stored: string): boolean {
  return presented.length === stored.length && timingSafeEqual(Buffer.from(presented), Buffer.from(stored))
}

/** Short form people may see: enough to tell two keys apart, useless as a key. */
export function apiKeyFingerprint(hash: string): string {
  return `sha256:${hash.slice(0, 12)}`
}
