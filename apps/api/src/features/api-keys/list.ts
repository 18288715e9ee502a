import { listApiKeys } from '@cloudact/store/api-keys/list-api-keys'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { ApiKeyInfo, toApiKeyInfo } from './api-key-shapes.ts'

export const listApiKeysRoute = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/api-keys',
  operationId: 'listApiKeys',
  tag: 'API keys',
  summary: 'API keys of the organization, newest first; never the keys themselves',
  auth: { kind: 'scope', scope: 'keys:write' },
  params: OrgParams,
  query: z.strictObject({
    include_revoked: z.stringbool().default(false),
    limit: z.coerce.number().int().min(1).max(500).default(100),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  output: z
    .object({ org_slug: z.string(), api_keys: z.array(ApiKeyInfo), total: z.number().int() })
    .meta({ id: 'ApiKeyList' }),
  handler: async ({ org, query }, { database, clock }) => {
    const { include_revoked: revoked, limit, offset } = query
    const page = await listApiKeys(database, org, { revoked, limit, offset })
    const now = clock.now()
    return { org_slug: org, api_keys: page.rows.map((row) => toApiKeyInfo(row, now)), total: page.total }
  },
})
