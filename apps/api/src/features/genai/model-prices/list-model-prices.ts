import { z } from 'zod'
import { route } from '../../../context.ts'
import { Flag } from '../../costs/cost-query.ts'
import { IntegrationParams } from '../../integrations/integration-shapes.ts'
import { ModelPriceList } from './model-price.ts'
import { readModelPrices } from './read-model-prices.ts'

export const listModelPrices = route({
  method: 'GET',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing',
  operationId: 'listModelPricing',
  tag: 'GenAI',
  summary: 'Models of a provider with what a thousand tokens cost today',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: IntegrationParams,
  query: z.strictObject({
    include_custom: Flag.default(true),
    is_enabled: Flag.optional().describe('Every listed price is enabled, so false finds none.'),
    limit: z.coerce.number().int().min(1).max(10_000).default(500),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }),
  output: ModelPriceList,
  handler: async ({ org, params, query }, context) => {
    const { provider, models } = await readModelPrices(context, org, params.provider)
    const found = models.filter(
      (one) =>
        (query.include_custom || !one.is_custom) &&
        (query.is_enabled === undefined || one.is_enabled === query.is_enabled),
    )
    const { limit, offset } = query
    return { org_slug: org, provider, pricing: found.slice(offset, offset + limit), count: found.length }
  },
})
