import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import { saveOwnPrice } from '@cloudact/store/prices/save-own-price'
import type { z } from 'zod'
import type { ApiContext } from '../../../context.ts'
import { daysOf, daysShape, NotesInput, PriceInput } from '../prices/price-input.ts'
import { holdsOn } from '../prices/catalogue-list.ts'
import { perMillion } from './model-price.ts'
import { type ProviderPrices, requireModel } from './read-model-prices.ts'

export const modelPriceChangeShape = {
  input_price_per_1k: PriceInput.optional(),
  output_price_per_1k: PriceInput.optional(),
  effective_date: daysShape.effective_from,
  notes: NotesInput.optional(),
} as const
type Change = z.output<z.ZodObject<typeof modelPriceChangeShape>>

/**
 * Overrides a model's prices from a day on; an override without an end that began earlier ends then. Throws `not_found`
 * for a model no list has, `invalid_input` without a price or for a meter the model has none of.
 */
export async function changeModelPrice(
  context: ApiContext,
  org: OrgSlug,
  known: ProviderPrices,
  model: string,
  change: Change,
  userId: string | null,
): Promise<OwnPrice[]> {
  const { currency } = requireModel(known, model)
  const days = daysOf({ effective_from: change.effective_date }, known.day)
  const wanted = [
    ['input_uncached', change.input_price_per_1k] as const,
    ['output', change.output_price_per_1k] as const,
  ].flatMap(([meter, price]) => (price === undefined ? [] : [{ meter, price: perMillion(price) }]))
  if (wanted.length === 0)
    throw new AppError('invalid_input', 'Give input_price_per_1k, output_price_per_1k or both.')
  const lists = [
    ...known.own.filter((price) => price.kind === 'custom' && holdsOn(price, known.day)),
    ...known.listed,
  ]
  return context.database.transaction(async (tx) => {
    const saved: OwnPrice[] = []
    for (const { meter, price } of wanted) {
      const list = lists.find(
        (one) =>
          one.model === model &&
          one.meter === meter &&
          one.tier === 'standard' &&
          one.band === 'base' &&
          one.region === 'global' &&
          one.timeWindow === null &&
          one.currency === currency,
      )
      if (!list) throw new AppError('invalid_input', `${model} has no list price of ${meter} to replace.`)
      const own = {
        ...{ ...list, ...days, price, notes: change.notes ?? null },
        priceId: `ovr_${randomUUID().replaceAll('-', '')}`,
        kind: 'override' as const,
      }
      saved.push(await saveOwnPrice(tx, org, own, { userId, endEarlier: true }))
    }
    return saved
  })
}
