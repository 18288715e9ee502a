import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { exactProduct } from './exact-product.ts'
import { METERS, type MeterType } from './meter.ts'
import type { AgreedPrice, PriceSource } from './prices/agreed-price.ts'
import type { PricingTerms } from './prices/pricing-terms.ts'
import type { Price } from './prices/price.ts'
import { partsOfRow } from './usage-row.ts'

/** What a price makes of a quantity. Absent on a line whose price is unknown: never 0, never a guess. */
export type LinePricing = {
  /** The list price. */
  readonly price: Price
  readonly contractedUnitPrice: Decimal
  /** Whose price the contracted one is, and the override or discount that made it. */
  readonly source: PriceSource
  readonly termId: string | null
  readonly pricingQuantity: Decimal
  readonly listCost: Decimal
  readonly contractedCost: Decimal
}

/** Usage of one day · project · key · model · tier · band · region · currency · meter (75 §3.1). */
export type PricedLine = {
  readonly projectId: string | null
  readonly projectName: string | null
  readonly apiKeyId: string | null
  readonly apiKeyName: string | null
  readonly model: string
  readonly tier: string
  readonly band: string
  readonly region: string
  /** Currency the account is billed in; null when the vendor does not tell. A price in another is never taken. */
  readonly currency: string | null
  readonly meter: MeterType
  /** In the meter's consumed unit, every digit of the source. */
  readonly quantity: Decimal
  readonly requests: number
  /** The quantity by the UTC hour it was used in, `09`. */
  readonly hours: ReadonlyMap<string, Decimal>
  readonly pricing?: LinePricing
}

/** A line as it grows: a day has many thousands of rows, so nothing is copied for each. */
type Sum = {
  readonly facts: Omit<PricedLine, 'pricing' | 'quantity' | 'requests' | 'hours'>
  readonly price: Price | undefined
  /** When the first of it was used. */
  readonly at: string
  quantity: Decimal
  requests: number
  readonly hours: Map<string, Decimal>
}

/** Adds up a day of `genai_payg_usage_raw` and prices it; two prices on one day make two lines. */
export function priceUsage(rows: readonly Row[], terms: PricingTerms): PricedLine[] {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const at = text(row['usage_hour'])
    const hour = hourOf(at)
    let requests = Number(row['request_count'] ?? 0)
    for (const { meter, quantity } of partsOfRow(row)) {
      const facts = factsOf(row, meter)
      const price = terms.book.find({ ...facts, at })
      const key = JSON.stringify([
        facts.projectId,
        facts.apiKeyId,
        facts.model,
        facts.tier,
        facts.band,
        facts.region,
        facts.currency,
        meter,
        price?.priceId,
      ])
      let sum = sums.get(key)
      if (sum === undefined) {
        sum = { facts, price, at, quantity: new Decimal(0), requests: 0, hours: new Map() }
        sums.set(key, sum)
      }
      sum.quantity = sum.quantity.plus(quantity)
      sum.hours.set(hour, sum.hours.get(hour)?.plus(quantity) ?? quantity)
      // Requests are the row's, not each of its parts'.
      sum.requests += requests
      requests = 0
    }
  }
  return [...sums.values()].map(({ facts, price, at, ...sum }) => {
    const line = { ...facts, ...sum }
    return price ? { ...line, pricing: pricingOf(line, price, terms.agreed(price, { ...facts, at })) } : line
  })
}

/** List and contracted cost of a quantity at a price: golden example 1 and 3 of 75 §12. */
export function pricingOf(
  line: Pick<PricedLine, 'meter' | 'quantity'>,
  price: Price,
  { unitPrice: contractedUnitPrice, source, termId }: AgreedPrice,
): LinePricing {
  const quantity = line.quantity.div(METERS[line.meter].consumedPerPricingUnit)
  return {
    price,
    contractedUnitPrice,
    source,
    termId,
    ...exactProduct(quantity, { listUnitPrice: price.unitPrice, contractedUnitPrice }),
  }
}

function factsOf(row: Row, meter: MeterType): Sum['facts'] {
  return {
    projectId: nullableText(row['project_id']),
    projectName: nullableText(row['project_name']),
    apiKeyId: nullableText(row['api_key_id']),
    apiKeyName: nullableText(row['api_key_name']),
    model: text(row['model']),
    tier: text(row['service_tier']),
    band: bandOf(row, meter),
    region: nullableText(row['region']) ?? 'global',
    currency: nullableText(row['currency']),
    meter,
  }
}

/** Images are priced by their size, tokens by the size of the prompt, tools whatever the prompt was. */
function bandOf(row: Row, meter: MeterType): string {
  if (meter === 'images') return nullableText(row['image_size']) ?? 'base'
  return (METERS[meter].token ? nullableText(row['context_band']) : null) ?? 'base'
}

/** `09` of `2026-01-15T09:00:00Z`; usage that names no hour counts in the first. */
function hourOf(instant: string): string {
  return /[T ](\d{2})/.exec(instant)?.[1] ?? '00'
}

function text(value: Row[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function nullableText(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
