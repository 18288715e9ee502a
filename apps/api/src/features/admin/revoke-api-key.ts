import { AppError } from '@cloudact/core/errors'
import { revokeApiKey } from '@cloudact/store/api-keys/revoke-api-keys'
import { z } from 'zod'
import { route } from '../../context.ts'
import { ApiKeyHash } from '../api-keys/api-key-shapes.ts'
import { Done } from '../shapes.ts'

export const revokeApiKeyRoute = route({
  method: 'DELETE',
  path: '/api/v1/admin/api-keys/{org_api_key_hash}',
  operationId: 'revokeApiKey',
  tag: 'Admin',
  summary: 'End an API key by its hash',
  auth: { kind: 'root' },
  params: z.object({ org_api_key_hash: ApiKeyHash }),
  output: Done.extend({ org_slug: z.string() }),
  audit: { action: 'DELETE', resource: 'api_key' },
  handler: async ({ params, auditDetail }, context) => {
    const revoked = await revokeApiKey(context.database, params.org_api_key_hash)
    if (revoked === undefined) throw new AppError('not_found', 'No active key has this hash.')
    const { org_slug: org, org_api_key_id: keyId } = revoked
    auditDetail(keyId, { org_slug: org })
    return { success: true, org_slug: org, message: 'The key stops working within a second.' }
  },
})
