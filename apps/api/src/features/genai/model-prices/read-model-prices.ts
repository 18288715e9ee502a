import { requireProvider } from '@cloudact/catalog/find-provider'
import { formatDay, type Day } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import { listOwnPrices } from '@cloudact/store/prices/list-own-prices'
import type { ApiContext } from '../../../context.ts'
import { catalogueLists, catalogueOf, type ListPrice } from '../prices/catalogue-list.ts'
import { type ModelPrice, modelPrices } from './model-price.ts'

export type ProviderPrices = {
  readonly provider: string
  readonly day: Day
  readonly listed: readonly ListPrice[]
  readonly own: readonly OwnPrice[]
  readonly models: readonly ModelPrice[]
}

/** A provider's models with their prices today. Throws `not_found` for a provider without a price list. */
export async function readModelPrices(
  context: ApiContext,
  org: OrgSlug,
  name: string,
): Promise<ProviderPrices> {
  const catalog = context.catalogFor(org)
  const lists = catalogueLists(catalog)
  const provider = lists.has(name) ? name : requireProvider(catalog, name).key
  if (!lists.has(provider)) {
    throw new AppError(
      'not_found',
      `${provider} has no price list. Lists exist for ${[...lists.keys()].toSorted().join(', ')}.`,
    )
  }
  const day = formatDay(context.clock.now())
  const listed = catalogueOf(catalog, provider, day)
  const own = await listOwnPrices(context.database, org, provider)
  return { provider, day, listed, own, models: modelPrices(listed, own, day) }
}

/** One model of those. Throws `not_found`. */
export function requireModel({ models, provider }: ProviderPrices, model: string): ModelPrice {
  const found = models.find((one) => one.model_id === model)
  if (!found) {
    throw new AppError(
      'not_found',
      `The price list of ${provider} has no model "${model.slice(0, 100)}". Names are those of the list, with suffixes such as [-date].`,
    )
  }
  return found
}
