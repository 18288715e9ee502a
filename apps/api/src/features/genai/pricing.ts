import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { PaygPricing, PricingQuery, readPricing } from './read-pricing.ts'

/** The price lists that the organization's usage is priced with. */
export const getPricing = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/pricing',
  operationId: 'getGenaiPricing',
  tag: 'GenAI',
  summary: 'Prices of GenAI usage in force, by model and region',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams,
  query: PricingQuery,
  output: z.object({
    org_slug: z.string(),
    payg: z.array(PaygPricing),
    total_count: z.number().int().describe('Of everything that matches, not of this page.'),
  }),
  handler: async ({ org, query, signal }, context) => {
    const { payg, total } = await readPricing(context, org, query, signal)
    return { org_slug: org, payg, total_count: total }
  },
})
