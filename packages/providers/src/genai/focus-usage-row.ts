import type { Cell, Row } from '@cloudact/core/ports/warehouse'
import { type FocusDay, focusRow } from './focus-row.ts'
import { isMeterType, METERS } from './meter.ts'
import { cacheLifetime, skuPriceId } from './sku-price-id.ts'
import { NO_MODEL } from './usage-fact.ts'

/**
 * A priced row of `genai_payg_costs_daily` as a FOCUS usage row (75 §3.1). Undefined for unpriced usage: FOCUS forbids
 * null costs, and 0 would be a lie.
 */
export function focusUsageRow(
  cost: Row,
  day: FocusDay,
  billedSource: 'vendor_cost_api' | 'priced_estimate',
): Row | undefined {
  const text = (column: string): string => String(cost[column] ?? '')
  if (cost['is_priced'] !== true) return undefined
  const meter = text('meter')
  const model = text('model')
  const sku = `${day.provider}/${model}/${slug(text('sku_meter'))}`
  const tokenType = isMeterType(meter) && METERS[meter].token ? meter : null
  const contracted = text('contracted_cost')
  const listPrice = cost['list_unit_price'] ?? null
  const contractedPrice = cost['contracted_unit_price'] ?? null
  return focusRow(
    day,
    { id: cost['project_id'] ?? null, name: cost['project_name'] ?? null },
    {
      currency: text('currency'),
      billed: contracted,
      effective: contracted,
      contracted,
      list: text('list_cost'),
    },
    {
      ChargeCategory: 'Usage',
      ChargeDescription: [model, text('sku_meter'), text('service_tier')].join(', '),
      PricingCategory: 'Standard',
      SkuId: sku,
      SkuMeter: text('sku_meter'),
      SkuPriceId: skuPriceId(sku, {
        meter,
        tier: text('service_tier'),
        region: text('region'),
        band: text('context_band'),
        timeOfDay: text('time_window'),
        currency: text('currency'),
      }),
      SkuPriceDetails: details(cost, model, { meter, tokenType }),
      ListUnitPrice: listPrice,
      ContractedUnitPrice: contractedPrice,
      PricingCurrencyListUnitPrice: listPrice,
      PricingCurrencyContractedUnitPrice: contractedPrice,
      PricingQuantity: cost['pricing_quantity'] ?? null,
      PricingUnit: text('pricing_unit'),
      ConsumedQuantity: cost['quantity'] ?? null,
      ConsumedUnit: text('unit'),
      x_charge_origin: 'usage_priced',
      x_billed_source: billedSource,
      x_price_id: cost['x_price_id'] ?? null,
      x_genai_model: model === NO_MODEL ? null : model,
      x_token_type: tokenType,
      x_service_tier: text('service_tier'),
      x_cost_allocation_key: cost['api_key_id'] ?? null,
      x_source_system: 'genai_payg_costs_daily',
      x_source_record_id: cost['x_source_record_id'] ?? null,
    },
  )
}

function slug(text: string): string {
  return text.toLowerCase().replaceAll(' ', '-')
}

function details(
  cost: Row,
  model: string,
  { meter, tokenType }: { readonly meter: string; readonly tokenType: string | null },
): string {
  const region = cost['region'] ?? null
  const entries: readonly (readonly [string, Cell])[] = [
    ['x_Model', model === NO_MODEL ? null : model],
    ['x_ModelFamily', model === NO_MODEL ? null : (cost['model_family'] ?? null)],
    ['x_TokenType', tokenType],
    ['x_ServiceTier', cost['service_tier'] ?? null],
    ['x_ContextBand', cost['context_band'] ?? null],
    ['x_CacheTtl', cacheLifetime(meter)],
    ['x_InferenceGeo', region === 'global' ? null : region],
    ['x_TimeWindow', cost['time_window'] ?? null],
  ]
  return JSON.stringify(Object.fromEntries(entries.filter(([, value]) => value !== null)))
}
