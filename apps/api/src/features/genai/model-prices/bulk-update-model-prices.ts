import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { IntegrationParams, userIdOf } from '../../integrations/integration-shapes.ts'
import { changeModelPrice, modelPriceChangeShape } from './change-model-price.ts'
import { readModelPrices } from './read-model-prices.ts'

const MOST_UPDATES = 500

/** Each model by itself: one that is refused leaves the others changed, and is named. */
export const bulkUpdateModelPrices = route({
  method: 'PATCH',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing',
  operationId: 'bulkUpdateModelPricing',
  tag: 'GenAI',
  summary: 'Override the prices of several models; those that are refused are named',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  body: z
    .strictObject({
      updates: z
        .array(z.strictObject({ model_id: z.string().max(200), ...modelPriceChangeShape }))
        .min(1)
        .max(MOST_UPDATES),
    })
    .meta({ id: 'BulkPricingUpdateRequest' }),
  output: z.object({
    org_slug: z.string(),
    provider: z.string(),
    updated_count: z.number().int(),
    failed_count: z.number().int(),
    errors: z.array(z.string()),
  }),
  audit: { action: 'UPDATE', resource: 'genai_price_override' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    const known = await readModelPrices(context, org, params.provider)
    const errors: string[] = []
    for (const { model_id: model, ...change } of body.updates) {
      try {
        await changeModelPrice(context, org, known, model, change, userIdOf(caller))
      } catch (error) {
        if (!(error instanceof AppError) || error.status >= 500) throw error
        errors.push(`${model}: ${error.message}`)
      }
    }
    auditDetail(known.provider, { models: body.updates.map((one) => one.model_id), errors })
    return {
      org_slug: org,
      provider: known.provider,
      updated_count: body.updates.length - errors.length,
      failed_count: errors.length,
      errors,
    }
  },
})
