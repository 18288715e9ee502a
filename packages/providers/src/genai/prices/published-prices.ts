import type { SeedRow } from '@cloudact/catalog/catalog'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { OwnPrice } from '@cloudact/core/ports/price-terms'
import type { Row } from '@cloudact/core/ports/warehouse'
import type { MeterType } from '../meter.ts'
import { modelName } from '../model-name.ts'
import { loadPrices } from './load-prices.ts'
import { OWN_SOURCE, ownList } from './own-list.ts'
import type { Price } from './price.ts'

const PERCENT_PLACES = 6

/** One price as the table's `prices` column lists it. */
export type PublishedPrice = {
  readonly price_id: string
  readonly meter: string
  readonly service_tier: string
  readonly context_band: string
  readonly min_tokens: number | null
  readonly time_window: string | null
  readonly unit: string
  /** List price, decimal text. */
  readonly price: string
  /** What the organization pays instead, where it has an override. */
  readonly override_price: string | null
  readonly effective_from: string | null
  readonly effective_to: string | null
  readonly source: string
  readonly checked_on: string
}

/** A list to publish and where it comes from. */
export type PublishedList = {
  readonly provider: string
  readonly rows: readonly SeedRow[]
  readonly file: string
  /** Prices of the organization: custom ones take the place of equal list prices, overrides are shown beside theirs. */
  readonly own?: readonly OwnPrice[]
}

/**
 * The prices of a list that are in force at an instant, as rows of `genai_payg_pricing`: one per model, region and
 * currency. The columns hold the standard and batch price of ordinary prompts at any hour, per million tokens; `prices`
 * holds every price with its source. `at` is ISO 8601, UTC. Throws `config_invalid` for a faulty list.
 */
export function publishedPrices({ provider, rows, file, own = [] }: PublishedList, at: string): Row[] {
  const inForce = (list: readonly SeedRow[], name: string) =>
    loadPrices(list, name).filter(({ from, to }) => (from === null || from <= at) && (to === null || at < to))
  const [custom, override] = [ownList(own, 'custom'), ownList(own, 'override')]
  const overrides = new Map(inForce(override, OWN_SOURCE).map((price) => [thingOf(price), price]))
  const listed = new Map<string, Price>()
  // A later entry takes the place of an earlier one: an override is a row of its own only where no list has the thing.
  for (const price of overrides.values()) listed.set(thingOf(price), price)
  for (const price of inForce(rows, file)) listed.set(thingOf(price), price)
  for (const price of inForce(custom, OWN_SOURCE)) listed.set(thingOf(price), price)

  const details = new Map([...rows, ...custom, ...override].map((row) => [row['price_id'], row]))
  const groups = Map.groupBy(listed.values(), ({ model, region, currency }) =>
    JSON.stringify([model, region, currency]),
  )
  return [...groups.values()].map((prices) => ({
    ...pricingRow(
      provider,
      prices,
      prices.map((price) =>
        published(price, details.get(price.priceId) ?? {}, overrides.get(thingOf(price))),
      ),
    ),
    ...overrideColumns(
      prices.flatMap((price) => overrides.get(thingOf(price)) ?? []),
      details,
    ),
  }))
}

/** What a price is for; of prices in force at one instant, one list has each thing once. */
function thingOf({ model, meter, tier, band, region, currency, window, timeOfDay }: Price): string {
  return JSON.stringify([model, meter, tier, band, region, currency, window === null ? null : timeOfDay])
}

function overrideColumns(
  overrides: readonly Price[],
  details: ReadonlyMap<string | undefined, SeedRow>,
): Row {
  const standard = (meter: MeterType) =>
    overrides.find(
      (one) => one.meter === meter && one.tier === 'standard' && one.band === 'base' && one.window === null,
    )
  const notes = overrides.flatMap((one) => details.get(one.priceId)?.['note'] || [])
  return {
    is_override: overrides.length > 0,
    override_input_per_1m: amount(standard('input_uncached')),
    override_output_per_1m: amount(standard('output')),
    override_effective_from:
      overrides
        .map((one) => one.from)
        .toSorted()
        .at(-1) ?? null,
    override_notes: notes.length > 0 ? [...new Set(notes)].join('; ') : null,
  }
}

function pricingRow(provider: string, prices: readonly Price[], listed: readonly PublishedPrice[]): Row {
  const [first] = prices
  const model = first?.model ?? ''
  const { family, version } = modelName(model.replace(/\[-date\]$|\[:\*\]$/, ''))
  const priceOf = (meter: MeterType, tier: string) =>
    prices.find(
      (one) => one.meter === meter && one.tier === tier && one.band === 'base' && one.window === null,
    )
  const input = priceOf('input_uncached', 'standard')
  const output = priceOf('output', 'standard')
  const cached = priceOf('input_cache_read', 'standard')
  const written = priceOf('input_cache_write', 'standard') ?? priceOf('input_cache_write_5m', 'standard')
  const batch = priceOf('input_uncached', 'batch')
  const batchOutput = priceOf('output', 'batch')
  const lead = input ?? output ?? first
  return {
    provider,
    model,
    model_family: family,
    model_version: version,
    region: first?.region ?? 'global',
    currency: first?.currency ?? '',
    input_per_1m: amount(input),
    output_per_1m: amount(output),
    cached_input_per_1m: amount(cached),
    cached_write_per_1m: amount(written),
    batch_input_per_1m: amount(batch),
    batch_output_per_1m: amount(batchOutput),
    cached_discount_pct: discount(input, cached),
    batch_discount_pct: discount(input, batch),
    effective_from: lead?.from?.slice(0, 10) ?? null,
    effective_to: lead?.to?.slice(0, 10) ?? null,
    status: 'ACTIVE',
    // When somebody last looked, not when it was published: an unchanged list leaves the slice as it is.
    last_updated: lastChecked(listed),
    prices: JSON.stringify(listed),
  }
}

function published(price: Price, row: SeedRow, override: Price | undefined): PublishedPrice {
  return {
    price_id: price.priceId,
    meter: price.meter,
    service_tier: price.tier,
    context_band: price.band,
    min_tokens: price.minTokens,
    time_window: price.timeOfDay,
    unit: row['unit'] ?? '',
    price: toMoneyText(price.unitPrice),
    override_price: amount(override),
    effective_from: price.from,
    effective_to: price.to,
    source: row['source'] ?? '',
    checked_on: row['checked_on'] ?? '',
  }
}

function lastChecked(listed: readonly PublishedPrice[]): string | null {
  const latest = listed
    .map((price) => price.checked_on)
    .toSorted()
    .at(-1)
  return latest ? `${latest}T00:00:00Z` : null
}

function amount(price: Price | undefined): string | null {
  return price ? toMoneyText(price.unitPrice) : null
}

/** How much less `special` is than `standard`, percent; null when either is unknown or standard is free. */
function discount(standard: Price | undefined, special: Price | undefined): string | null {
  if (!standard || !special || standard.unitPrice.isZero()) return null
  const share = special.unitPrice.div(standard.unitPrice)
  return new Decimal(1)
    .minus(share)
    .times(100)
    .toDecimalPlaces(PERCENT_PLACES, Decimal.ROUND_HALF_EVEN)
    .toFixed()
}
