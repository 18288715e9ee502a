import { AppError } from '@cloudact/core/errors'
import { SCOPES, type Scope } from '@cloudact/core/roles'
import { apiKeyFingerprint } from '@cloudact/security/api-key'
import type { ApiKeyRow } from '@cloudact/store/api-keys/api-key-row'
import { z } from 'zod'
import type { MadeApiKey } from '../../domain/make-api-key.ts'
import { iso, isoOrNull, Timestamp } from '../shapes.ts'

/** SHA-256 of the key in lower-case hex: what a key is named by in paths. */
export const ApiKeyHash = z.string().regex(/^[0-9a-f]{64}$/, 'a SHA-256 in lower-case hex')

export const ApiKeyParams = z.object({ org_slug: z.string(), api_key_id: ApiKeyHash })

/** What whoever makes a key may choose. */
export const ApiKeyChoices = {
  name: z.string().trim().min(1).max(100).optional(),
  description: z.string().max(500).optional(),
  scopes: z
    .array(z.enum(SCOPES))
    .min(1)
    .max(100)
    .transform((scopes): readonly Scope[] => [...new Set(scopes)])
    .optional(),
  expires_at: z.iso
    .datetime({ offset: true })
    .transform((text) => new Date(text))
    .optional()
    .describe('Instant from which the key is refused. Absent: until it is revoked.'),
}

export const ApiKeyInfo = z
  .object({
    api_key_id: z.string().describe('SHA-256 of the key: names it when it is revoked or rotated.'),
    org_slug: z.string(),
    name: z.string().nullable(),
    description: z.string().nullable(),
    api_key_fingerprint: z.string(),
    status: z.enum(['ACTIVE', 'EXPIRED', 'REVOKED']),
    is_main: z.boolean().describe('The key that api-key and api-key/rotate are about.'),
    scopes: z.array(z.string()),
    expires_at: Timestamp.nullable(),
    created_at: Timestamp,
    created_by: z.string().nullable(),
    last_used_at: Timestamp.nullable(),
    revoked_at: Timestamp.nullable(),
  })
  .meta({ id: 'ApiKeyInfo' })

export const NewApiKey = ApiKeyInfo.extend({
  api_key: z.string().describe('Shown once; keep it.'),
  message: z.string(),
}).meta({ id: 'NewApiKey' })

/** `now` is milliseconds. */
export function toApiKeyInfo(row: ApiKeyRow, now: number): z.input<typeof ApiKeyInfo> {
  const expired = row.expires_at !== null && row.expires_at.getTime() <= now
  return {
    api_key_id: row.org_api_key_hash,
    org_slug: row.org_slug,
    name: row.key_name,
    description: row.description,
    api_key_fingerprint: apiKeyFingerprint(row.org_api_key_hash),
    status: row.is_active ? (expired ? 'EXPIRED' : 'ACTIVE') : 'REVOKED',
    is_main: row.is_main,
    scopes: [...row.scopes],
    expires_at: isoOrNull(row.expires_at),
    created_at: iso(row.created_at),
    created_by: row.created_by,
    last_used_at: isoOrNull(row.last_used_at),
    revoked_at: isoOrNull(row.revoked_at),
  }
}

export function toNewApiKey(
  { key, row }: MadeApiKey,
  now: number,
  message: string,
): z.input<typeof NewApiKey> {
  return { ...toApiKeyInfo(row, now), api_key: key, message }
}

/** The instant a key ends, null for never. Throws `invalid_input` for one that has passed; `now` is milliseconds. */
export function parseExpiry(expiresAt: Date | undefined, now: number): Date | null {
  if (expiresAt === undefined) return null
  if (expiresAt.getTime() > now) return expiresAt
  const message = 'expires_at has passed already. Send an instant in the future.'
  throw new AppError('invalid_input', message, { faults: [{ path: 'body.expires_at', message }] })
}
