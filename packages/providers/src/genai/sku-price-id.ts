/** What tells one price of a SKU from another. Dates do not: a price that changes keeps its id, as price lists do. */
export type PriceVariant = {
  readonly meter: string
  readonly tier: string
  readonly region: string
  readonly band: string
  /** Text of the time window, `other` for the hours it leaves, empty when one price holds all day. */
  readonly timeOfDay: string
  readonly currency: string
}

const DEFAULT_CURRENCY = 'USD'

/**
 * `{SkuId}:{tier}:{region}:{band, cache lifetime, window, currency}` (75 §11). Two prices of one SKU that are valid at
 * the same time never share an id. USD, the currency of nearly all lists, is not spelled out.
 */
export function skuPriceId(
  skuId: string,
  { meter, tier, region, band, timeOfDay, currency }: PriceVariant,
): string {
  const variants = [
    band,
    cacheLifetime(meter) ?? (meter === 'tool_input' ? 'tool' : ''),
    windowSlug(timeOfDay),
    currency === DEFAULT_CURRENCY ? '' : currency.toLowerCase(),
  ]
  return `${skuId}:${tier}:${region}:${variants.filter(Boolean).join('-')}`
}

/** `5m` or `1h` of a cache-write meter: they share one SKU meter and differ in the price id. */
export function cacheLifetime(meter: string): string | null {
  return /^input_cache_write_(5m|1h)$/.exec(meter)?.[1] ?? null
}

/** `Mon-Fri 01:00-04:00` as `mon-fri-0100-0400`. */
function windowSlug(timeOfDay: string): string {
  return timeOfDay.toLowerCase().replaceAll(':', '').replaceAll(' ', '-')
}
