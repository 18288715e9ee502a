import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { findCurrentApiKey } from '@cloudact/store/api-keys/find-api-key'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { replaceApiKey } from '../../domain/replace-api-key.ts'
import { ApiKeyShape, toApiKey } from './api-key-shape.ts'

export const createApiKey = route({
  method: 'POST',
  path: '/api/v1/admin/api-keys',
  operationId: 'createApiKey',
  tag: 'Admin',
  summary: 'Make the API key of an organization that has none',
  auth: { kind: 'root' },
  body: z.strictObject({ org_slug: z.string().max(200), description: z.string().max(500).optional() }),
  output: ApiKeyShape,
  audit: { action: 'CREATE', resource: 'api_key' },
  handler: async ({ body, auditDetail }, context) => {
    const org = parseOrgSlug(body.org_slug)
    if (!(await organizationExists(context.database, org)))
      throw new AppError('not_found', 'There is no such organization.')
    if (await findCurrentApiKey(context.database, org)) {
      throw new AppError('conflict', 'This organization has a key. Revoke it, or regenerate it in one step.')
    }
    const made = await replaceApiKey(context, org)
    auditDetail(made.row.org_api_key_id, {
      org_slug: org,
      fingerprint: made.fingerprint,
      description: body.description,
    })
    return toApiKey(made, body.description ?? null)
  },
})
