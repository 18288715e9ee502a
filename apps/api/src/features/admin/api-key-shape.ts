import { z } from 'zod'
import type { MadeApiKey } from '../../domain/make-api-key.ts'
import { iso, isoOrNull, Timestamp } from '../shapes.ts'

export const ApiKeyShape = z.object({
  api_key: z.string().describe('Shown once; keep it.'),
  org_api_key_hash: z.string(),
  org_slug: z.string(),
  created_at: Timestamp,
  name: z.string().nullable(),
  description: z.string().nullable(),
  scopes: z.array(z.string()),
  expires_at: Timestamp.nullable(),
})

export function toApiKey({ key, row }: MadeApiKey): z.input<typeof ApiKeyShape> {
  return {
    api_key: key,
    org_api_key_hash: row.org_api_key_hash,
    org_slug: row.org_slug,
    created_at: iso(row.created_at),
    name: row.key_name,
    description: row.description,
    scopes: [...row.scopes],
    expires_at: isoOrNull(row.expires_at),
  }
}
