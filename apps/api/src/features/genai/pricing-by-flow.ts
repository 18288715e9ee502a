import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { PaygPricing, PricingQuery, readPricing } from './read-pricing.ts'

/** Prices of one way of paying. Only usage-priced GenAI has a published list; any other flow is not found. */
export const getPricingByFlow = route({
  method: 'GET',
  path: '/api/v1/genai/{org_slug}/pricing/{flow}',
  operationId: 'getGenaiPricingByFlow',
  tag: 'GenAI',
  summary: 'Prices of GenAI usage in force, of one flow',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: OrgParams.extend({ flow: z.string().max(50).meta({ example: 'payg' }) }),
  query: PricingQuery,
  output: z.object({
    org_slug: z.string(),
    flow: z.string(),
    pricing: z.array(PaygPricing),
    count: z.number().int().describe('Of everything that matches, not of this page.'),
  }),
  handler: async ({ org, params, query, signal }, context) => {
    if (params.flow !== 'payg') throw new AppError('not_found', 'There are prices of the flow "payg" only.')
    const { payg, total } = await readPricing(context, org, query, signal)
    return { org_slug: org, flow: params.flow, pricing: payg, count: total }
  },
})
