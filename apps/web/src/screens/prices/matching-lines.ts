import type { PriceLine, PriceSource } from './price-line.ts'

export type PriceFilter = {
  readonly q: string
  readonly providers: readonly string[]
  readonly sources: readonly PriceSource[]
}

/** Lines that have every word of the search in their names, of the chosen providers and sources. */
export function matchingLines(lines: readonly PriceLine[], filter: PriceFilter): readonly PriceLine[] {
  const wanted = filter.q.toLowerCase().split(/\s+/).filter(Boolean)
  return lines.filter(
    (line) =>
      (filter.providers.length === 0 || filter.providers.includes(line.provider)) &&
      (filter.sources.length === 0 || filter.sources.includes(line.source)) &&
      wanted.every((word) => searched(line).includes(word)),
  )
}

function searched(line: PriceLine): string {
  const { provider, model, meter, service_tier: tier, context_band: band, region, currency } = line
  return [provider, model, meter, meter.replaceAll('_', ' '), tier, band, region, currency, line.priceId]
    .join(' ')
    .toLowerCase()
}
