import type { Day } from '@cloudact/core/day'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import { z } from 'zod'
import { Money } from '../../costs/cost-answer.ts'
import { IntegrationParams } from '../../integrations/integration-shapes.ts'
import { holdsOn, type ListPrice } from '../prices/catalogue-list.ts'
import { sameThing } from '../prices/same-thing.ts'

export const ModelParams = IntegrationParams.extend({ model_id: z.string().max(200) })
const PerThousand = Money.nullable().describe('Per thousand tokens. Null: not known.')

export const ModelPrice = z
  .object({
    pricing_id: z.string(),
    provider: z.string(),
    model_id: z.string(),
    model_name: z.string().nullable(),
    is_custom: z.boolean(),
    currency: z.string(),
    input_price_per_1k: PerThousand.describe(
      'What is paid per thousand tokens: the override, else the list price.',
    ),
    output_price_per_1k: PerThousand,
    base_input_price_per_1k: PerThousand.describe('List price.'),
    base_output_price_per_1k: PerThousand.describe('List price.'),
    x_openai_batch_input_price: PerThousand.describe('Per thousand tokens in a batch.'),
    x_openai_batch_output_price: PerThousand.describe('Per thousand tokens in a batch.'),
    effective_date: z.string().nullable().describe('Null: no earlier price is known.'),
    end_date: z.string().nullable(),
    is_enabled: z.boolean(),
    pricing_type: z.enum(['standard', 'negotiated']),
    notes: z.string().nullable(),
  })
  .meta({ id: 'ModelPricing' })
export type ModelPrice = z.input<typeof ModelPrice>

export const ModelPriceList = z.object({
  org_slug: z.string(),
  provider: z.string(),
  pricing: z.array(ModelPrice),
  count: z.number().int().describe('Of everything that matches, not of this page.'),
})

const THOUSAND = new Decimal(1_000)

/** A price per thousand tokens as lists have it, per million. */
export function perMillion(perThousand: Decimal): string {
  return perThousand.times(THOUSAND).toFixed()
}

/**
 * What a model costs on a day by its simplest prices: all regions, ordinary prompts, any hour; in USD where the list has
 * it. By name of the model as lists spell it.
 */
export function modelPrices(listed: readonly ListPrice[], own: readonly OwnPrice[], day: Day): ModelPrice[] {
  const inForce = own.filter((price) => holdsOn(price, day))
  const custom = inForce.flatMap((price) =>
    price.kind === 'custom' ? [{ ...price, kind: 'custom' as const, source: '' }] : [],
  )
  const replaced = listed.filter((price) => !custom.some((one) => sameThing(one, price)))
  const plain = [...custom, ...replaced].filter(
    ({ meter, band, region, timeWindow }) =>
      (meter === 'input_uncached' || meter === 'output') &&
      band === 'base' &&
      region === 'global' &&
      timeWindow === null,
  )
  const overrides = inForce.filter((price) => price.kind === 'override')
  const models = Map.groupBy(plain, ({ model }) => model)
  return [...models]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([model, prices]) => modelPrice(model, prices, overrides) ?? [])
}

function modelPrice(
  model: string,
  prices: readonly ListPrice[],
  overrides: readonly OwnPrice[],
): ModelPrice | undefined {
  const currency = prices.find((price) => price.currency === 'USD')?.currency ?? prices[0]?.currency
  const find = (meter: string, tier: string) =>
    prices.find((price) => price.meter === meter && price.tier === tier && price.currency === currency)
  const overrideOf = (price: ListPrice | undefined) =>
    price && overrides.find((override) => sameThing(override, price))
  const [input, output] = [find('input_uncached', 'standard'), find('output', 'standard')]
  const lead = input ?? output
  if (!lead) return undefined
  const [inputOverride, outputOverride] = [overrideOf(input), overrideOf(output)]
  const agreed = inputOverride ?? outputOverride
  const notes = agreed?.notes ?? ('notes' in lead && typeof lead.notes === 'string' ? lead.notes : null)
  return {
    pricing_id: lead.priceId,
    provider: lead.provider,
    model_id: model,
    model_name: null,
    is_custom: lead.kind === 'custom',
    currency: lead.currency,
    input_price_per_1k: perThousand(inputOverride ?? input),
    output_price_per_1k: perThousand(outputOverride ?? output),
    base_input_price_per_1k: perThousand(input),
    base_output_price_per_1k: perThousand(output),
    x_openai_batch_input_price: perThousand(find('input_uncached', 'batch')),
    x_openai_batch_output_price: perThousand(find('output', 'batch')),
    effective_date: (agreed ?? lead).from?.slice(0, 10) ?? null,
    end_date: (agreed ?? lead).to?.slice(0, 10) ?? null,
    is_enabled: true,
    pricing_type: agreed ? 'negotiated' : 'standard',
    notes,
  }
}

function perThousand(price: { readonly price: string } | undefined): string | null {
  return price ? toMoneyText(new Decimal(price.price).div(THOUSAND)) : null
}
