import { randomUUID } from 'node:crypto'
import { requireProvider } from '@cloudact/catalog/find-provider'
import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { insertDiscount } from '@cloudact/store/prices/insert-discount'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { userIdOf } from '../../integrations/integration-shapes.ts'
import { OrgParams } from '../../shapes.ts'
import { catalogueLists, unitsByMeter } from './catalogue-list.ts'
import { changeAnswer, changeShape, DiscountShape, toDiscountShape } from './own-price-shape.ts'
import { daysOf, daysShape, NotesInput, PercentInput, PriceInput } from './price-input.ts'

const Body = z
  .strictObject({
    provider: z.string().max(60).meta({ example: 'openai' }),
    model: z.string().trim().min(1).max(200).default('*').describe('Name or pattern; * is every model.'),
    meter: z.string().max(60).optional().describe('Required with an amount, because units differ.'),
    discount_percent: PercentInput.optional(),
    discount_amount: PriceInput.optional().describe('Per pricing unit of the meter.'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'An ISO 4217 code, upper case.')
      .default('USD'),
    notes: NotesInput.optional(),
    ...daysShape,
  })
  .refine((body) => (body.discount_percent === undefined) !== (body.discount_amount === undefined), {
    path: ['discount_percent'],
    message: 'Give either discount_percent or discount_amount.',
  })
  .refine((body) => body.discount_amount === undefined || body.meter !== undefined, {
    path: ['meter'],
    message: 'An amount is per unit of a meter: name the meter.',
  })
  .meta({ id: 'NegotiatedDiscountCreate' })

export const addDiscount = route({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/discounts',
  operationId: 'addGenaiDiscount',
  tag: 'GenAI',
  summary: 'Add a negotiated discount on list prices: a percentage or an amount per unit',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: OrgParams,
  body: Body,
  statuses: [201],
  output: z.object({ org_slug: z.string(), discount: DiscountShape, ...changeShape }),
  audit: { action: 'CREATE', resource: 'genai_discount' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    const catalog = context.catalogFor(org)
    const provider = catalogueLists(catalog).has(body.provider)
      ? body.provider
      : requireProvider(catalog, body.provider).key
    const meters = unitsByMeter(catalog)
    if (body.meter !== undefined && !meters.has(body.meter)) {
      throw new AppError(
        'invalid_input',
        `"${body.meter}" is not a meter. Meters are ${[...meters.keys()].toSorted().join(', ')}.`,
      )
    }
    const today = formatDay(context.clock.now())
    const discount = {
      ...daysOf(body, today),
      discountId: `dis_${randomUUID().replaceAll('-', '')}`,
      provider,
      model: body.model,
      meter: body.meter ?? null,
      percent: body.discount_percent?.toFixed() ?? null,
      amount: body.discount_amount?.toFixed() ?? null,
      currency: body.discount_amount === undefined ? null : body.currency,
      notes: body.notes ?? null,
    }
    auditDetail(discount.discountId, discount)
    const saved = await context.database.transaction((tx) =>
      insertDiscount(tx, org, discount, userIdOf(caller)),
    )
    const answer = changeAnswer([saved], today)
    return { status: 201, body: { org_slug: org, discount: toDiscountShape(saved), ...answer } }
  },
})
