import { z } from 'zod'
import { route } from '../../context.ts'
import { replaceApiKey } from '../../domain/replace-api-key.ts'
import { OrgParams } from '../shapes.ts'

export const rotateApiKey = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/api-key/rotate',
  operationId: 'rotateApiKey',
  tag: 'Organizations',
  summary: 'End the main API key and make a new one with its scopes; other keys stay',
  auth: { kind: 'scope', scope: 'keys:write' },
  params: OrgParams,
  output: z.object({
    org_slug: z.string(),
    api_key: z.string().describe('Shown once; keep it.'),
    api_key_fingerprint: z.string(),
    previous_key_revoked: z.boolean(),
    message: z.string(),
  }),
  audit: { action: 'UPDATE', resource: 'api_key' },
  handler: async ({ org, caller, auditDetail }, context) => {
    const replaced = await replaceApiKey(context, org, caller)
    auditDetail(replaced.row.org_api_key_id, { fingerprint: replaced.fingerprint, revoked: replaced.revoked })
    return {
      org_slug: org,
      api_key: replaced.key,
      api_key_fingerprint: replaced.fingerprint,
      previous_key_revoked: replaced.revoked > 0,
      message: 'Keep the new key: it is not shown again. The earlier one stops working within a second.',
    }
  },
})
