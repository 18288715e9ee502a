import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { costCacheOf } from './cost-cache.ts'

export const costCacheStats = route({
  method: 'GET',
  path: '/api/v1/costs/{org_slug}/cache/stats',
  operationId: 'getCostCacheStats',
  tag: 'Costs',
  summary: 'How the answers kept for an organization are used',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  output: z.object({
    entries: z.number().int(),
    rows: z.number().int(),
    hits: z.number().int(),
    misses: z.number().int(),
    max_rows: z.number().int().describe('Of all organizations together.'),
  }),
  handler: async ({ org }, context) => costCacheOf(context.warehouse).stats(org),
})
