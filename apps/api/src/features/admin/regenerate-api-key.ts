import { route } from '../../context.ts'
import { replaceAllApiKeys } from '../../domain/replace-api-key.ts'
import { OrgParams } from '../shapes.ts'
import { ApiKeyShape, toApiKey } from './api-key-shape.ts'

export const regenerateApiKey = route({
  method: 'POST',
  path: '/api/v1/admin/organizations/{org_slug}/regenerate-api-key',
  operationId: 'regenerateApiKey',
  tag: 'Admin',
  summary: 'End every key of an organization and make one',
  auth: { kind: 'root' },
  params: OrgParams,
  output: ApiKeyShape,
  audit: { action: 'UPDATE', resource: 'api_key' },
  handler: async ({ org, caller, auditDetail }, context) => {
    const made = await replaceAllApiKeys(context, org, caller)
    auditDetail(made.row.org_api_key_id, { fingerprint: made.fingerprint, revoked: made.revoked })
    return toApiKey(made)
  },
})
