import { AppError } from '@cloudact/core/errors'
import { apiKeyFingerprint } from '@cloudact/security/api-key'
import { findMainApiKey } from '@cloudact/store/api-keys/find-api-key'
import { z } from 'zod'
import { route } from '../../context.ts'
import { iso, isoOrNull, OrgParams, Timestamp } from '../shapes.ts'

export const apiKeyInfo = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/api-key',
  operationId: 'apiKeyInfo',
  tag: 'Organizations',
  summary: 'What is known of the main API key; never the key',
  auth: { kind: 'scope', scope: 'org:read' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    api_key_fingerprint: z.string(),
    is_active: z.boolean(),
    created_at: Timestamp,
    last_used_at: Timestamp.nullable(),
    scopes: z.array(z.string()),
  }),
  handler: async ({ org }, context) => {
    const key = await findMainApiKey(context.database, org)
    if (!key) throw new AppError('not_found', 'This organization has no main API key. Rotate to make one.')
    return {
      org_slug: org,
      api_key_fingerprint: apiKeyFingerprint(key.org_api_key_hash),
      is_active: key.is_active,
      created_at: iso(key.created_at),
      last_used_at: isoOrNull(key.last_used_at),
      scopes: [...key.scopes],
    }
  },
})
