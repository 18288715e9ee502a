import { randomUUID } from 'node:crypto'
import { requireProvider } from '@cloudact/catalog/find-provider'
import { formatDay } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { saveOwnPrice } from '@cloudact/store/prices/save-own-price'
import { z } from 'zod'
import { route } from '../../../context.ts'
import { userIdOf } from '../../integrations/integration-shapes.ts'
import { catalogueLists, unitsByMeter } from './catalogue-list.ts'
import { changeAnswer, changeShape, FlowParams, OwnPriceShape, toOwnPriceShape } from './own-price-shape.ts'
import { daysOf, daysShape, NotesInput, PriceInput } from './price-input.ts'
import { requirePayg } from './require-payg.ts'

const Name = z.string().trim().min(1).max(200)
const Price = PriceInput.optional()

/** The older names of what is priced per million tokens. */
const PER_MILLION = {
  input_per_1m: ['input_uncached', 'standard'],
  output_per_1m: ['output', 'standard'],
  cached_input_per_1m: ['input_cache_read', 'standard'],
  cached_write_per_1m: ['input_cache_write', 'standard'],
  batch_input_per_1m: ['input_uncached', 'batch'],
  batch_output_per_1m: ['output', 'batch'],
} as const
const PER_MILLION_NAMES = z.enum(Object.keys(PER_MILLION) as (keyof typeof PER_MILLION)[]).options

const Body = z
  .strictObject({
    provider: z.string().max(60).meta({ example: 'openai' }),
    model: Name.describe('Name as the vendor reports it; a suffix [-date] stands for dated snapshots.'),
    region: Name.default('global'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'An ISO 4217 code, upper case.')
      .default('USD'),
    ...{ input_per_1m: Price, output_per_1m: Price, cached_input_per_1m: Price },
    ...{ cached_write_per_1m: Price, batch_input_per_1m: Price, batch_output_per_1m: Price },
    prices: z
      .array(z.strictObject({ meter: Name, service_tier: Name.default('standard'), price: PriceInput }))
      .max(100)
      .default([])
      .describe('Prices of other meters, per the unit in which the meter is priced.'),
    notes: NotesInput.optional(),
    ...daysShape,
  })
  .meta({ id: 'CustomPricingRequest' })

export const addCustomPrice = route({
  method: 'POST',
  path: '/api/v1/genai/{org_slug}/pricing/{flow}',
  operationId: 'addGenaiCustomPrice',
  tag: 'GenAI',
  summary: 'Add list prices of a model of your own',
  auth: { kind: 'scope', scope: 'integrations:write' },
  params: FlowParams,
  body: Body,
  output: z.object({
    org_slug: z.string(),
    flow: z.string(),
    prices: z.array(OwnPriceShape),
    ...changeShape,
  }),
  audit: { action: 'CREATE', resource: 'genai_custom_price' },
  handler: async ({ org, params, body, caller, auditDetail }, context) => {
    requirePayg(params.flow)
    const catalog = context.catalogFor(org)
    const provider = catalogueLists(catalog).has(body.provider)
      ? body.provider
      : requireProvider(catalog, body.provider).key
    const units = unitsByMeter(catalog)
    const today = formatDay(context.clock.now())
    const days = daysOf(body, today)
    const wanted = [
      ...PER_MILLION_NAMES.flatMap((name) => {
        const [meter, tier] = PER_MILLION[name]
        const price = body[name]
        return price === undefined ? [] : [{ meter, tier, price }]
      }),
      ...body.prices.map(({ meter, service_tier: tier, price }) => ({ meter, tier, price })),
    ]
    if (wanted.length === 0)
      throw new AppError('invalid_input', 'Give at least one price, for example input_per_1m.')
    auditDetail(body.model, { provider, prices: wanted.length, ...days })
    const saved = await context.database.transaction(async (tx) => {
      const prices = []
      for (const { meter, tier, price } of wanted) {
        const unit = units.get(meter)
        if (unit === undefined) {
          throw new AppError(
            'invalid_input',
            `"${meter.slice(0, 60)}" is not a meter. Meters are ${[...units.keys()].toSorted().join(', ')}.`,
          )
        }
        const thing = { provider, model: body.model, meter, tier, band: 'base', minTokens: null }
        const own = {
          ...{ ...thing, ...days, region: body.region, timeWindow: null, unit, currency: body.currency },
          priceId: `cus_${randomUUID().replaceAll('-', '')}`,
          kind: 'custom',
          price: price.toFixed(),
          notes: body.notes ?? null,
        } as const
        prices.push(await saveOwnPrice(tx, org, own, { userId: userIdOf(caller), asNew: true }))
      }
      return prices
    })
    const answer = changeAnswer(saved, today)
    return { org_slug: org, flow: params.flow, prices: saved.map(toOwnPriceShape), ...answer }
  },
})
