import { randomUUID } from 'node:crypto'
import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { listOwnPrices } from '@cloudact/store/prices/list-own-prices'
import { saveOwnPrice } from '@cloudact/store/prices/save-own-price'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { userIdOf } from '../../integrations/integration-shapes.ts'
import { Timestamp } from '../../shapes.ts'
import { catalogueEntry } from './catalogue-list.ts'
import { changeAnswer, changeShape, OwnPriceShape, PriceParams, toOwnPriceShape } from './own-price-shape.ts'
import { daysOf, daysShape, NotesInput, PriceInput } from './price-input.ts'
import { requirePayg } from './require-payg.ts'

export const setPriceOverride = route({
  method: 'PUT',
  path: '/api/v1/genai/{org_slug}/pricing/{flow}/{identifier}/override',
  operationId: 'setGenaiPriceOverride',
  tag: 'GenAI',
  summary: 'Say what the organization pays instead of a list price, from a day on',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: PriceParams,
  body: z
    .strictObject({
      override_value: PriceInput.refine((price) => price.greaterThan(0), 'A price paid is above 0.').describe(
        'Per unit of the list price.',
      ),
      notes: NotesInput.optional(),
      ...daysShape,
      expected_last_updated: Timestamp.optional().describe(
        'last_updated of the override you read: refuses when somebody changed it since.',
      ),
    })
    .meta({ id: 'PricingOverrideRequest' }),
  output: z.object({ org_slug: z.string(), override: OwnPriceShape, ...changeShape }),
  audit: { action: 'UPDATE', resource: 'genai_price_override' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    requirePayg(params.flow)
    const today = formatDay(context.clock.now())
    const days = daysOf(body, today)
    const { identifier } = params
    const custom = (await listOwnPrices(context.database, org)).find(
      (price) => price.kind === 'custom' && price.priceId === identifier,
    )
    const list = custom ?? catalogueEntry(context.catalogFor(org), identifier)
    if (!list) {
      throw new AppError(
        'not_found',
        `There is no price "${identifier.slice(0, 100)}". The ids are listed under prices of GET …/pricing.`,
      )
    }
    auditDetail(identifier, { price: body.override_value.toFixed(), ...days })
    const saved = await context.database.transaction((tx) =>
      saveOwnPrice(
        tx,
        org,
        {
          ...list,
          ...days,
          priceId: `ovr_${randomUUID().replaceAll('-', '')}`,
          kind: 'override',
          price: body.override_value.toFixed(),
          notes: body.notes ?? null,
        },
        {
          userId: userIdOf(caller),
          ...(body.expected_last_updated && { expectedUpdatedAt: new Date(body.expected_last_updated) }),
        },
      ),
    )
    return { org_slug: org, override: toOwnPriceShape(saved), ...changeAnswer([saved], today) }
  },
})
