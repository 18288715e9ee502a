import { z } from 'zod'
import type { ReplacedApiKey } from '../../domain/replace-api-key.ts'
import { iso, Timestamp } from '../shapes.ts'

export const ApiKeyShape = z.object({
  api_key: z.string().describe('Shown once; keep it.'),
  org_api_key_hash: z.string(),
  org_slug: z.string(),
  created_at: Timestamp,
  description: z.string().nullable(),
})

export function toApiKey(
  { key, row }: ReplacedApiKey,
  description: string | null,
): z.input<typeof ApiKeyShape> {
  return {
    api_key: key,
    org_api_key_hash: row.org_api_key_hash,
    org_slug: row.org_slug,
    created_at: iso(row.created_at),
    description,
  }
}
