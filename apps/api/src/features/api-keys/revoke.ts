import { AppError } from '@cloudact/core/errors'
import { revokeApiKey } from '@cloudact/store/api-keys/revoke-api-keys'
import { route } from '../../context.ts'
import { Done } from '../shapes.ts'
import { ApiKeyParams } from './api-key-shapes.ts'

export const revokeOrganizationApiKey = route({
  method: 'DELETE',
  path: '/api/v1/organizations/{org_slug}/api-keys/{api_key_id}',
  operationId: 'revokeOrganizationApiKey',
  tag: 'API keys',
  summary: 'End an API key of the organization',
  auth: { kind: 'scope', scope: 'keys:write' },
  params: ApiKeyParams,
  output: Done,
  audit: { action: 'DELETE', resource: 'api_key' },
  handler: async ({ org, params, auditDetail }, { database }) => {
    const revoked = await revokeApiKey(database, params.api_key_id, org)
    if (revoked === undefined)
      throw new AppError('not_found', 'This organization has no active API key with this id.')
    auditDetail(revoked.org_api_key_id)
    return { success: true, message: 'The key stops working within a second.' }
  },
})
