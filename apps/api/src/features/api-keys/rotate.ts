import { AppError } from '@cloudact/core/errors'
import { findActiveApiKey } from '@cloudact/store/api-keys/find-api-key'
import { route } from '../../context.ts'
import { replaceApiKey } from '../../domain/replace-api-key.ts'
import { ApiKeyParams, NewApiKey, toNewApiKey } from './api-key-shapes.ts'

export const rotateOrganizationApiKey = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/api-keys/{api_key_id}/rotate',
  operationId: 'rotateOrganizationApiKey',
  tag: 'API keys',
  summary: 'End an API key and make another with its name, scopes and expiry',
  auth: { kind: 'scope', scope: 'keys:write' },
  params: ApiKeyParams,
  output: NewApiKey,
  audit: { action: 'UPDATE', resource: 'api_key' },
  handler: async ({ org, params, caller, auditDetail }, context) => {
    const made = await replaceApiKey(context, org, caller, async (tx) => {
      const old = await findActiveApiKey(tx, org, params.api_key_id)
      if (old === undefined)
        throw new AppError('not_found', 'This organization has no active API key with this id.')
      return old
    })
    auditDetail(made.row.org_api_key_id, { fingerprint: made.fingerprint, replaces: params.api_key_id })
    return toNewApiKey(
      made,
      context.clock.now(),
      'Keep the new key: it is not shown again. The earlier one stops working within a second.',
    )
  },
})
