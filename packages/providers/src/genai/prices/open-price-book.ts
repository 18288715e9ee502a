import type { Catalog, SeedRow } from '@cloudact/catalog/catalog'
import { AppError } from '@cloudact/core/errors'
import { loadPrices } from './load-prices.ts'
import { createPriceBook, type PriceBook } from './price-book.ts'

/** A catalog is frozen, so its lists are read once; another catalog has other rows. */
const opened = new WeakMap<readonly SeedRow[], PriceBook>()

/** The catalog's price list of a provider, overlays included. Throws `config_invalid` when there is none. */
export function openPriceBook(catalog: Catalog, provider: string): PriceBook {
  const file = catalog.providers.get(provider)?.seed_path ?? `${provider}/pricing.csv`
  const rows = catalog.seeds.get(file)
  if (!rows)
    throw new AppError('config_invalid', `There is no price list configs/seed/${file} for "${provider}".`)
  const known = opened.get(rows)
  if (known) return known
  const book = createPriceBook(loadPrices(rows, file))
  opened.set(rows, book)
  return book
}
