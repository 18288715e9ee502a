import { deleteDiscounts } from '@cloudact/store/prices/delete-discounts'
import { deleteOwnPrices } from '@cloudact/store/prices/delete-own-prices'
import { route } from '../../../context.ts'
import { IntegrationParams } from '../../integrations/integration-shapes.ts'
import { ModelPriceList } from './model-price.ts'
import { readModelPrices } from './read-model-prices.ts'

export const resetModelPrices = route({
  method: 'POST',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing/reset',
  operationId: 'resetModelPricing',
  tag: 'GenAI',
  summary: 'Go back to the shipped list: removes overrides, custom prices and discounts of the provider',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  output: ModelPriceList,
  audit: { action: 'DELETE', resource: 'genai_own_prices' },
  handler: async ({ org, params, auditDetail }, context) => {
    const { provider } = await readModelPrices(context, org, params.provider)
    const removed = await context.database.transaction(async (tx) => ({
      prices: await deleteOwnPrices(tx, org, { provider }),
      discounts: await deleteDiscounts(tx, org, { provider }),
    }))
    auditDetail(provider, { removed })
    const { models } = await readModelPrices(context, org, provider)
    return { org_slug: org, provider, pricing: [...models], count: models.length }
  },
})
