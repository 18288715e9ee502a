import { createHash } from 'node:crypto'
import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { METERS } from './meter.ts'
import { modelName } from './model-name.ts'
import type { LinePricing, PricedLine } from './priced-line.ts'

const PERCENT_PLACES = 6

export type CostRowContext = {
  readonly provider: string
  readonly accountId: string
  readonly day: string
  readonly calculatedAt: string
  /** Tiers whose usage the vendor's cost interface leaves out. */
  readonly tiersOutsideCosts: readonly string[]
}

/** A priced line as a row of `genai_payg_costs_daily`. Unpriced: every price and cost column is null. */
export function costRow(line: PricedLine, context: CostRowContext): Row {
  const meter = METERS[line.meter]
  const { family, version } = modelName(line.model)
  const { pricing } = line
  const usd = (amount: Decimal | undefined) =>
    pricing?.price.currency === 'USD' && amount ? toMoneyText(amount) : null
  const kind = meter.token ? tokenKind(line.meter) : undefined
  const tokens = (wanted: string) => (kind === wanted ? line.quantity.toNumber() : null)
  const cost = (wanted: string) => (kind === wanted ? usd(pricing?.contractedCost) : null)
  const rate = (wanted: string) => (kind === wanted ? usd(pricing?.contractedUnitPrice) : null)
  const recordId = lineId(line, context)
  return {
    cost_date: context.day,
    provider: context.provider,
    billing_account_id: context.accountId,
    model: line.model,
    model_family: family,
    model_version: version,
    region: line.region,
    project_id: line.projectId,
    project_name: line.projectName,
    api_key_id: line.apiKeyId,
    api_key_name: line.apiKeyName,
    service_tier: line.tier,
    context_band: line.band,
    time_window: pricing?.price.timeOfDay ?? null,
    meter: line.meter,
    sku_meter: meter.skuMeter,
    quantity: toMoneyText(line.quantity),
    unit: meter.consumedUnit,
    hourly_quantities: hourlyQuantities(line),
    pricing_quantity: pricing ? toMoneyText(pricing.pricingQuantity) : null,
    pricing_unit: meter.pricingUnit,
    currency: pricing?.price.currency ?? null,
    list_unit_price: pricing ? toMoneyText(pricing.price.unitPrice) : null,
    contracted_unit_price: pricing ? toMoneyText(pricing.contractedUnitPrice) : null,
    list_cost: pricing ? toMoneyText(pricing.listCost) : null,
    contracted_cost: pricing ? toMoneyText(pricing.contractedCost) : null,
    is_priced: pricing !== undefined,
    compared: !context.tiersOutsideCosts.includes(line.tier),
    input_tokens: tokens('input'),
    output_tokens: tokens('output'),
    cached_input_tokens: tokens('cached'),
    total_tokens: meter.token ? line.quantity.toNumber() : null,
    input_cost_usd: cost('input'),
    output_cost_usd: cost('output'),
    cached_cost_usd: cost('cached'),
    total_cost_usd: usd(pricing?.contractedCost),
    discount_applied_pct: pricing ? discountOf(pricing) : null,
    effective_rate_input: rate('input'),
    effective_rate_output: rate('output'),
    request_count: line.requests,
    calculated_at: context.calculatedAt,
    price_source: pricing?.source ?? null,
    price_term_id: pricing?.termId ?? null,
    x_price_id: pricing?.price.priceId ?? null,
    x_source_record_id: recordId,
    x_ingestion_id: recordId,
    x_genai_provider: context.provider,
  }
}

/** How much less than the list price is paid, percent; null when it is the list price. Negative when it is more. */
function discountOf({ price, contractedUnitPrice }: LinePricing): string | null {
  if (price.unitPrice.eq(contractedUnitPrice) || price.unitPrice.isZero()) return null
  const share = contractedUnitPrice.div(price.unitPrice)
  return new Decimal(1)
    .minus(share)
    .times(100)
    .toDecimalPlaces(PERCENT_PLACES, Decimal.ROUND_HALF_EVEN)
    .toFixed()
}

function hourlyQuantities({ hours }: PricedLine): string {
  const sorted = [...hours].sort(([a], [b]) => (a < b ? -1 : 1))
  return JSON.stringify(Object.fromEntries(sorted.map(([hour, quantity]) => [hour, toMoneyText(quantity)])))
}

function tokenKind(meter: PricedLine['meter']): 'cached' | 'output' | 'input' {
  if (meter === 'input_cache_read' || meter.endsWith('_cached')) return 'cached'
  return meter.startsWith('output') ? 'output' : 'input'
}

function lineId(line: PricedLine, { provider, day }: CostRowContext): string {
  const identity = [
    line.projectId,
    line.apiKeyId,
    line.model,
    line.tier,
    line.band,
    line.region,
    line.meter,
    line.pricing?.price.priceId,
    // Two lines that differ in nothing but an unpriced currency; most vendors name none.
    ...(line.currency === null ? [] : [line.currency]),
  ]
  return `${provider}/payg/${day}/${createHash('sha256').update(JSON.stringify(identity)).digest('hex').slice(0, 16)}`
}
