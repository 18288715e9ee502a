import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costCacheOf } from './cost-cache.ts'

/** Never needed for correctness: the cache asks again by itself when data changes. */
export const invalidateCostCache = route({
  method: 'POST',
  path: '/api/v1/costs/{org_slug}/cache/invalidate',
  operationId: 'invalidateCostCache',
  tag: 'Costs',
  summary: 'Forget the answers kept for an organization',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  output: z.object({ success: z.boolean(), cleared: z.number().int() }),
  audit: { action: 'EXECUTE', resource: 'cost_cache' },
  handler: async ({ org }, context) => ({
    success: true,
    cleared: costCacheOf(context.warehouse).clear(org),
  }),
})
