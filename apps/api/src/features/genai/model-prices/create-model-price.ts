import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import { saveOwnPrice } from '@cloudact/store/prices/save-own-price'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { IntegrationParams, userIdOf } from '../../integrations/integration-shapes.ts'
import { daysOf, daysShape, NotesInput, PriceInput } from '../prices/price-input.ts'
import { ModelPrice, modelPrices, perMillion } from './model-price.ts'
import { readModelPrices } from './read-model-prices.ts'

const LONGEST_NAME = 100

/** A model of the organization's own, with a price of input and one of output from a day on. */
export const createModelPrice = route({
  method: 'POST',
  path: '/api/v1/integrations/{org_slug}/{provider}/pricing',
  operationId: 'createModelPricing',
  tag: 'GenAI',
  summary: 'Add a model no price list has, priced per thousand tokens',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: IntegrationParams,
  body: z
    .strictObject({
      model_id: z.string().trim().min(1).max(LONGEST_NAME),
      input_price_per_1k: PriceInput,
      output_price_per_1k: PriceInput,
      effective_date: daysShape.effective_from,
      notes: NotesInput.optional(),
    })
    .meta({ id: 'ModelPricingCreate' }),
  statuses: [201],
  output: ModelPrice,
  audit: { action: 'CREATE', resource: 'genai_custom_price' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    const known = await readModelPrices(context, org, params.provider)
    const { provider, day } = known
    if (known.models.some((one) => one.model_id === body.model_id)) {
      throw new AppError(
        'conflict',
        `${body.model_id} of ${provider} has a price already. Change it with PUT instead.`,
      )
    }
    const days = daysOf({ effective_from: body.effective_date }, day)
    auditDetail(body.model_id, { provider, ...days })
    const tokens = { tier: 'standard', band: 'base', minTokens: null, region: 'global', timeWindow: null }
    const saved = await context.database.transaction(async (tx) => {
      const save = (meter: string, price: string) =>
        saveOwnPrice(
          tx,
          org,
          {
            ...{ ...tokens, ...days, meter, price, provider, model: body.model_id, kind: 'custom' },
            ...{ unit: '1000000 Tokens', currency: 'USD', notes: body.notes ?? null },
            priceId: `cus_${randomUUID().replaceAll('-', '')}`,
          },
          { userId: userIdOf(caller), asNew: true },
        )
      return [
        await save('input_uncached', perMillion(body.input_price_per_1k)),
        await save('output', perMillion(body.output_price_per_1k)),
      ]
    })
    const [created] = modelPrices([], saved, days.from)
    if (!created) throw new AppError('internal', 'The price was stored and cannot be read.')
    return { status: 201, body: created }
  },
})
