import { AppError } from '@cloudact/core/errors'
import { deleteOwnPrices } from '@cloudact/store/prices/delete-own-prices'
import { route } from '../../../context.ts'
import { ModelParams } from './model-price.ts'
import { readModelPrices, requireModel } from './read-model-prices.ts'

export const deleteModelPrice = route({
  method: 'DELETE',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing/{model_id}',
  operationId: 'deleteModelPricing',
  tag: 'GenAI',
  summary: 'Remove a model of your own; one of the shipped list cannot be removed',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: ModelParams,
  statuses: [204],
  audit: { action: 'DELETE', resource: 'genai_custom_price' },
  handler: async ({ org, params, auditDetail }, context) => {
    const known = await readModelPrices(context, org, params.provider)
    auditDetail(params.model_id, { provider: known.provider })
    const own = known.own.filter((price) => price.model === params.model_id)
    if (!own.some((price) => price.kind === 'custom')) {
      const { model_id: model } = requireModel(known, params.model_id)
      throw new AppError(
        'conflict',
        `${model} is of the shipped list and cannot be removed. Reset it to take your own price back.`,
      )
    }
    const priceIds = own.map((price) => price.priceId)
    await deleteOwnPrices(context.database, org, { provider: known.provider, priceIds })
    return null
  },
})
