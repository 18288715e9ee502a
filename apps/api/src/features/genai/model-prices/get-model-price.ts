import { route } from '../../../context.ts'
import { ModelParams, ModelPrice } from './model-price.ts'
import { readModelPrices, requireModel } from './read-model-prices.ts'

export const getModelPrice = route({
  method: 'GET',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing/{model_id}',
  operationId: 'getModelPricing',
  tag: 'GenAI',
  summary: 'What a thousand tokens of a model cost today',
  auth: { kind: 'scope', scope: 'costs:read' },
  params: ModelParams,
  output: ModelPrice,
  handler: async ({ org, params }, context) =>
    requireModel(await readModelPrices(context, org, params.provider), params.model_id),
})
