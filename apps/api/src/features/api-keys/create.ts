import { z } from 'zod'
import { route } from '../../context.ts'
import { requireGrant } from '../../domain/api-key-grant.ts'
import { callerName } from '../../domain/caller-name.ts'
import { makeApiKey } from '../../domain/make-api-key.ts'
import { OrgParams } from '../shapes.ts'
import { ApiKeyChoices, NewApiKey, parseExpiry, toNewApiKey } from './api-key-shapes.ts'

export const createOrganizationApiKey = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/api-keys',
  operationId: 'createOrganizationApiKey',
  tag: 'API keys',
  summary: 'Make one more API key, with chosen scopes and none that its maker lacks',
  auth: { kind: 'scope', scope: 'keys:write' },
  params: OrgParams,
  body: z
    .strictObject({
      ...ApiKeyChoices,
      name: ApiKeyChoices.name.unwrap(),
      scopes: ApiKeyChoices.scopes.unwrap(),
    })
    .meta({ id: 'NewApiKeyRequest' }),
  statuses: [201],
  output: NewApiKey,
  audit: { action: 'CREATE', resource: 'api_key' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    const now = context.clock.now()
    const { name, scopes } = body
    const expiresAt = parseExpiry(body.expires_at, now)
    auditDetail(name, { scopes })
    requireGrant(caller, org, { scopes, expiresAt })
    const made = await makeApiKey(context, org, async () => ({
      name,
      scopes,
      expiresAt,
      description: body.description ?? null,
      createdBy: callerName(caller),
    }))
    auditDetail(made.row.org_api_key_id, {
      fingerprint: made.fingerprint,
      name,
      scopes,
      expires_at: expiresAt?.toISOString() ?? null,
    })
    return toNewApiKey(made, now, 'Keep the key: it is not shown again.')
  },
})
