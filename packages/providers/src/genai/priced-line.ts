import { Decimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { exactProduct } from './exact-product.ts'
import { METERS, type MeterType } from './meter.ts'
import type { PriceBook } from './prices/price-book.ts'
import type { Price } from './prices/price.ts'
import { partsOfRow } from './usage-row.ts'

/** What a price makes of a quantity. Absent on a line whose price is unknown: never 0, never a guess. */
export type LinePricing = {
  readonly price: Price
  readonly contractedUnitPrice: Decimal
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

export type PricingTerms = {
  readonly book: PriceBook
  /** Negotiated discount on every price, percent; 0 for none. */
  readonly discountPercent: Decimal
}

type Sum = Omit<PricedLine, 'pricing'> & { readonly price: Price | undefined }

/** Adds up a day of `genai_payg_usage_raw` and prices it; two prices on one day make two lines. */
export function priceUsage(rows: readonly Row[], { book, discountPercent }: PricingTerms): PricedLine[] {
  const sums = new Map<string, Sum>()
  for (const row of rows) {
    const requests = Number(row['request_count'] ?? 0)
    for (const [index, { meter, quantity }] of partsOfRow(row).entries()) {
      const line = lineOf(row, meter, quantity, index === 0 ? requests : 0)
      const price = book.find({ ...line, at: text(row['usage_hour']) })
      const key = JSON.stringify([
        line.projectId,
        line.apiKeyId,
        line.model,
        line.tier,
        line.band,
        line.region,
        line.currency,
        meter,
        price?.priceId,
      ])
      const sum = sums.get(key)
      sums.set(
        key,
        sum
          ? {
              ...sum,
              quantity: sum.quantity.plus(quantity),
              requests: sum.requests + line.requests,
              hours: plusHours(sum.hours, line.hours),
            }
          : { ...line, price },
      )
    }
  }
  return [...sums.values()].map(({ price, ...line }) =>
    price ? { ...line, pricing: pricingOf(line, price, discountPercent) } : line,
  )
}

/** List and contracted cost of a quantity at a price: golden example 1 and 3 of 75 §12. */
export function pricingOf(
  line: Pick<PricedLine, 'meter' | 'quantity'>,
  price: Price,
  discountPercent: Decimal,
): LinePricing {
  const contractedUnitPrice = price.unitPrice.times(new Decimal(100).minus(discountPercent)).div(100)
  const quantity = line.quantity.div(METERS[line.meter].consumedPerPricingUnit)
  return {
    price,
    contractedUnitPrice,
    ...exactProduct(quantity, { listUnitPrice: price.unitPrice, contractedUnitPrice }),
  }
}

function lineOf(
  row: Row,
  meter: MeterType,
  quantity: Decimal,
  requests: number,
): Omit<PricedLine, 'pricing'> {
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
    quantity,
    requests,
    hours: new Map([[hourOf(text(row['usage_hour'])), quantity]]),
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

function plusHours(
  sums: ReadonlyMap<string, Decimal>,
  more: ReadonlyMap<string, Decimal>,
): ReadonlyMap<string, Decimal> {
  const merged = new Map(sums)
  for (const [hour, quantity] of more) merged.set(hour, merged.get(hour)?.plus(quantity) ?? quantity)
  return merged
}

function text(value: Row[string] | undefined): string {
  return value === null || value === undefined ? '' : String(value)
}

function nullableText(value: Row[string] | undefined): string | null {
  return value === null || value === undefined ? null : String(value)
}
