import { AppError } from '@cloudact/core/errors'
import { findSealedApiKey } from '@cloudact/store/api-keys/find-api-key'
import { apiKeyContext } from '@cloudact/store/api-keys/prepare-api-key'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

export const devApiKey = route({
  method: 'GET',
  path: '/api/v1/admin/dev/api-key/{org_slug}',
  operationId: 'devApiKey',
  tag: 'Admin',
  summary: 'The API key in the clear; refused in production',
  auth: { kind: 'root' },
  params: OrgParams,
  output: z.object({ org_slug: z.string(), api_key: z.string(), message: z.string() }),
  audit: { action: 'READ', resource: 'api_key' },
  handler: async ({ org, auditDetail }, context) => {
    if (context.config.production)
      throw new AppError('forbidden', 'In production a key is shown once, when it is made. Rotate it.')
    const sealed = await findSealedApiKey(context.database, org)
    if (!sealed) throw new AppError('not_found', 'This organization has no API key.')
    auditDetail(sealed.org_api_key_id)
    const bytes = await context.kms.decrypt(
      sealed.encrypted_org_api_key,
      apiKeyContext(org, sealed.org_api_key_id),
    )
    const key = new TextDecoder().decode(bytes)
    context.secrets.register(key)
    return { org_slug: org, api_key: key, message: 'For development only.' }
  },
})
