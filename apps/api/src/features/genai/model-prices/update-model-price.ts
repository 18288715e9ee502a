import { z } from 'zod'
import { route } from '../../../context.ts'
import { userIdOf } from '../../integrations/integration-shapes.ts'
import { changeModelPrice, modelPriceChangeShape } from './change-model-price.ts'
import { ModelParams, ModelPrice, modelPrices } from './model-price.ts'
import { readModelPrices, requireModel } from './read-model-prices.ts'

export const updateModelPrice = route({
  method: 'PUT',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing/{model_id}',
  operationId: 'updateModelPricing',
  tag: 'GenAI',
  summary: 'Override what a thousand tokens of a model cost, from a day on',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: ModelParams,
  body: z.strictObject(modelPriceChangeShape).meta({ id: 'ModelPricingUpdate' }),
  output: ModelPrice,
  audit: { action: 'UPDATE', resource: 'genai_price_override' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    const known = await readModelPrices(context, org, params.provider)
    auditDetail(params.model_id, { provider: known.provider, effective_date: body.effective_date })
    const saved = await changeModelPrice(context, org, known, params.model_id, body, userIdOf(caller))
    // As it is from the day of the change on, which may be in the future.
    const from = saved[0]?.from ?? known.day
    const after = await readModelPrices(context, org, params.provider)
    return requireModel({ ...after, models: modelPrices(after.listed, after.own, from) }, params.model_id)
  },
})
