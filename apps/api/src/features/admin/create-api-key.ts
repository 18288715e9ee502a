import { AppError } from '@cloudact/core/errors'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { DEFAULT_KEY_SCOPES } from '@cloudact/core/roles'
import { findMainApiKey } from '@cloudact/store/api-keys/find-api-key'
import { MAIN_KEY_NAME } from '@cloudact/store/api-keys/main-key'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { callerName } from '../../domain/caller-name.ts'
import { makeApiKey } from '../../domain/make-api-key.ts'
import { ApiKeyChoices, parseExpiry } from '../api-keys/api-key-shapes.ts'
import { ApiKeyShape, toApiKey } from './api-key-shape.ts'

/** Scopes make the difference: without them the key is the main one, of which there is one at a time. */
export const createApiKey = route({
  method: 'POST',
  path: '/api/v1/admin/api-keys',
  operationId: 'createApiKey',
  tag: 'Admin',
  summary: 'Make the main API key of an organization that has none, or with scopes one more key',
  auth: { kind: 'root' },
  body: z.strictObject({ org_slug: z.string().max(200), ...ApiKeyChoices }),
  output: ApiKeyShape,
  audit: { action: 'CREATE', resource: 'api_key' },
  handler: async ({ body, caller, auditDetail }, context) => {
    const org = parseOrgSlug(body.org_slug)
    const expiresAt = parseExpiry(body.expires_at, context.clock.now())
    if (!(await organizationExists(context.database, org)))
      throw new AppError('not_found', 'There is no such organization.')
    const main = body.scopes === undefined
    const made = await makeApiKey(context, org, async (tx) => {
      if (main && (await findMainApiKey(tx, org))) {
        throw new AppError(
          'conflict',
          'This organization has its main key. Send scopes to make one more, or regenerate it.',
        )
      }
      return {
        scopes: body.scopes ?? DEFAULT_KEY_SCOPES,
        name: body.name ?? (main ? MAIN_KEY_NAME : null),
        description: body.description ?? null,
        expiresAt,
        main,
        createdBy: callerName(caller),
      }
    })
    auditDetail(made.row.org_api_key_id, {
      org_slug: org,
      fingerprint: made.fingerprint,
      description: body.description,
      scopes: made.row.scopes,
    })
    return toApiKey(made)
  },
})
