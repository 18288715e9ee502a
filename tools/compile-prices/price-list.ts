import { METERS } from '@cloudact/providers/genai/meter'
import type { Reviewed } from './reviewed.ts'

export const COLUMNS = [
  'price_id',
  'model',
  'meter',
  'tier',
  'band',
  'min_tokens',
  'region',
  'time_window',
  'unit',
  'price',
  'currency',
  'effective_from',
  'effective_to',
  'source',
  'checked_on',
  'note',
] as const

type Column = (typeof COLUMNS)[number]

/** A price list as text: rows in the order of model, meter, tier, band, region, currency, date. */
export function priceListText(prices: readonly Reviewed[]): string {
  const rows = prices.map(rowOf).toSorted((a, b) =>
    compare(
      SORTED.map((column) => a[column]),
      SORTED.map((column) => b[column]),
    ),
  )
  const lines = [
    COLUMNS.join(','),
    ...rows.map((row) => COLUMNS.map((column) => cell(row[column])).join(',')),
  ]
  return `${lines.join('\n')}\n`
}

const SORTED: readonly Column[] = [
  'model',
  'meter',
  'tier',
  'band',
  'region',
  'time_window',
  'currency',
  'effective_from',
]

function rowOf(price: Reviewed): Readonly<Record<Column, string>> {
  return {
    price_id: priceId(price),
    model: price.model,
    meter: price.meter,
    tier: price.tier,
    band: price.band,
    min_tokens: price.minTokens === null ? '' : String(price.minTokens),
    region: price.region,
    time_window: price.window,
    unit: METERS[price.meter].pricingUnit,
    price: price.price.toFixed(),
    currency: price.currency,
    effective_from: price.from ?? '',
    effective_to: price.to ?? '',
    source: price.source,
    checked_on: price.checkedOn,
    note: price.note || (price.price.isZero() ? 'published as free' : ''),
  }
}

/**
 * Says what the price is for, so that it stays the same from one compilation to the next. Models keep the `/`, `@`, `:`
 * and `_` of their names: without, two could become one.
 */
function priceId(price: Reviewed): string {
  const { provider, model, meter, tier, band, region, window, currency, from } = price
  return [
    provider.replaceAll('_', '-'),
    model === '*' ? 'any' : model.replace(/\[.*\]$/, '').replace(/^ft:/, 'ft-'),
    meter.replaceAll('_', '-'),
    tier,
    band === 'base' ? '' : band.replaceAll('_', '-'),
    region === 'global' ? '' : region,
    window === '' ? '' : 'peak',
    currency === 'USD' ? '' : currency.toLowerCase(),
    from === null ? '' : from.replace(/:00Z$/, '').replace(/[-:]/g, ''),
  ]
    .filter(Boolean)
    .join('-')
}

function cell(text: string): string {
  return /[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text
}

function compare(a: readonly string[], b: readonly string[]): number {
  const index = a.findIndex((value, at) => value !== b[at])
  return index < 0 ? 0 : (a[index] ?? '') < (b[index] ?? '') ? -1 : 1
}
