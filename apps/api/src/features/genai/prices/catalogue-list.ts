import type { Catalog, SeedRow } from '@cloudact/catalog/catalog'
import type { Day } from '@cloudact/core/day'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'

/** What a price is for, and what the list asks for it. */
export type ListPrice = Omit<OwnPrice, 'from' | 'to' | 'kind' | 'notes' | 'updatedAt'> & {
  readonly kind: 'catalogue' | 'custom'
  /** A day or an instant; null is unbounded. */
  readonly from: string | null
  readonly to: string | null
  readonly source: string
}

const PRICE_LIST = /^(.+)\/pricing\.csv$/

/** All price lists of the configuration by provider. */
export function catalogueLists(catalog: Catalog): ReadonlyMap<string, readonly SeedRow[]> {
  const named = new Map([...catalog.providers].map(([key, { seed_path: path }]) => [path, key]))
  return new Map(
    [...catalog.seeds].flatMap(([file, rows]) => {
      const provider = named.get(file) ?? PRICE_LIST.exec(file)?.[1]
      return provider === undefined || !PRICE_LIST.test(file) ? [] : [[provider, rows] as const]
    }),
  )
}

/** A provider's list prices that hold on some part of a day. */
export function catalogueOf(catalog: Catalog, provider: string, day: Day): ListPrice[] {
  return (catalogueLists(catalog).get(provider) ?? [])
    .map((row) => listPrice(provider, row))
    .filter((price) => holdsOn(price, day))
}

/** The price of an id in whichever list has it. */
export function catalogueEntry(catalog: Catalog, priceId: string): ListPrice | undefined {
  for (const [provider, rows] of catalogueLists(catalog)) {
    const row = rows.find((one) => one['price_id'] === priceId)
    if (row) return listPrice(provider, row)
  }
  return undefined
}

/** The pricing unit of every meter some list has. */
export function unitsByMeter(catalog: Catalog): ReadonlyMap<string, string> {
  return new Map(
    [...catalogueLists(catalog).values()].flatMap((rows) =>
      rows.map((row) => [row['meter'] ?? '', row['unit'] ?? ''] as const),
    ),
  )
}

export function holdsOn(
  price: { readonly from: string | null; readonly to: string | null },
  day: Day,
): boolean {
  return (price.from === null || price.from.slice(0, 10) <= day) && (price.to === null || day < price.to)
}

function listPrice(provider: string, row: SeedRow): ListPrice {
  const text = (column: string) => row[column] ?? ''
  return {
    priceId: text('price_id'),
    kind: 'catalogue',
    provider,
    model: text('model'),
    meter: text('meter'),
    tier: text('tier'),
    band: text('band') || 'base',
    minTokens: text('min_tokens') === '' ? null : Number(text('min_tokens')),
    region: text('region') || 'global',
    timeWindow: text('time_window') || null,
    unit: text('unit'),
    currency: text('currency'),
    price: text('price'),
    from: text('effective_from') || null,
    to: text('effective_to') || null,
    source: text('source'),
  }
}
