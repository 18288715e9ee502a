import { Decimal, parseDecimal } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { isMeterType, type MeterType } from '../meter.ts'

/** A line of the vendor's bill as it is compared. */
export type VendorLine = {
  readonly projectId: string | null
  readonly lineItem: string | null
  readonly kind: 'metered' | 'credit' | 'unmapped'
  readonly model: string | null
  readonly meter: MeterType | null
  readonly tier: string | null
  readonly band: string
  readonly region: string | null
  readonly amount: Decimal
  readonly currency: string
  /** In the meter's consumed unit; null when the vendor gives none that can be converted. */
  readonly quantity: Decimal | null
}

/** Consumed units in one unit of the vendor's quantity. */
const UNITS: Readonly<Record<string, Decimal>> = {
  tokens: new Decimal(1),
  '1000_tokens': new Decimal(1000),
  duration_seconds: new Decimal(1),
  duration_minutes: new Decimal(60),
  duration_hours: new Decimal(3600),
  images: new Decimal(1),
  characters: new Decimal(1),
  requests: new Decimal(1),
  sessions: new Decimal(1),
}
const HOURS_PER_DAY = 24

/** From a row of `genai_vendor_costs_daily`. */
export function vendorLine(row: Row): VendorLine {
  const text = (column: string) =>
    row[column] === null || row[column] === undefined ? null : String(row[column])
  const meter = text('meter')
  const kind = text('line_kind')
  return {
    projectId: text('project_id'),
    lineItem: text('line_item'),
    kind: kind === 'metered' || kind === 'credit' ? kind : 'unmapped',
    model: text('model'),
    meter: meter !== null && isMeterType(meter) ? meter : null,
    tier: text('service_tier'),
    band: text('context_band') ?? 'base',
    region: text('region'),
    amount: parseDecimal(text('amount') ?? ''),
    currency: text('currency') ?? '',
    quantity: consumed(text('quantity'), text('quantity_unit')),
  }
}

function consumed(quantity: string | null, unit: string | null): Decimal | null {
  if (quantity === null || unit === null) return null
  if (unit === 'gibibyte_hours') return parseDecimal(quantity).div(HOURS_PER_DAY)
  const factor = UNITS[unit]
  return factor ? parseDecimal(quantity).times(factor) : null
}
