import { Decimal, toMoneyText } from '@cloudact/core/decimal'
import type { Row } from '@cloudact/core/ports/warehouse'
import { isMeterType, METERS, type MeterType, TOKEN_TYPES } from './meter.ts'
import { modelName } from './model-name.ts'
import type { UsageFact, UsagePart } from './usage-fact.ts'

/** Column of `genai_payg_usage_raw` that holds a token kind. */
export function tokenColumn(meter: MeterType): string {
  return meter === 'output' ? 'output_text_tokens' : `${meter}_tokens`
}

export type UsageRowContext = {
  readonly provider: string
  readonly accountId: string
  readonly projectNames: ReadonlyMap<string, string>
  readonly apiKeyNames: ReadonlyMap<string, string>
}

/** A fact as a row of `genai_payg_usage_raw`. */
export function usageRow(fact: UsageFact, context: UsageRowContext): Row {
  const { provider, accountId, projectNames, apiKeyNames } = context
  const tokens = fact.parts.filter((part) => METERS[part.meter].token)
  const unit = fact.parts.find((part) => !METERS[part.meter].token)
  const { family, version } = modelName(fact.model)
  return {
    usage_date: fact.hour.slice(0, 10),
    usage_hour: fact.hour,
    provider,
    billing_account_id: accountId,
    endpoint: fact.endpoint,
    model: fact.model,
    model_family: family,
    model_version: version,
    region: fact.region ?? 'global',
    project_id: fact.projectId,
    project_name: fact.projectId === null ? null : (projectNames.get(fact.projectId) ?? null),
    api_key_id: fact.apiKeyId,
    api_key_name: fact.apiKeyId === null ? null : (apiKeyNames.get(fact.apiKeyId) ?? null),
    user_id: fact.userId,
    resource_id: fact.resourceId ?? null,
    service_tier: fact.tier,
    is_batch: fact.tier === 'batch',
    context_band: fact.contextBand,
    currency: fact.currency,
    image_size: fact.dimensions['image_size'] ?? null,
    image_source: fact.dimensions['image_source'] ?? null,
    context_level: fact.dimensions['context_level'] ?? null,
    vector_store_id: fact.dimensions['vector_store_id'] ?? null,
    input_tokens: fact.inputTokens,
    output_tokens: fact.outputTokens,
    cached_input_tokens: fact.cachedInputTokens,
    total_tokens: fact.inputTokens === null ? null : fact.inputTokens + (fact.outputTokens ?? 0),
    ...Object.fromEntries(tokens.map((part) => [tokenColumn(part.meter), part.quantity.toNumber()])),
    unit_meter: unit?.meter ?? null,
    unit_quantity: unit ? toMoneyText(unit.quantity) : null,
    unit: unit ? METERS[unit.meter].consumedUnit : null,
    request_count: fact.requests,
    x_ingestion_id: fact.recordId,
    x_source_record_id: fact.recordId,
    x_genai_provider: provider,
  }
}

/** The priced parts of a stored row. */
export function partsOfRow(row: Row): UsagePart[] {
  const parts: UsagePart[] = TOKEN_TYPES.flatMap((meter) => {
    const tokens = row[tokenColumn(meter)]
    return tokens === null || tokens === undefined ? [] : [{ meter, quantity: new Decimal(String(tokens)) }]
  })
  const unit = row['unit_meter']
  const quantity = row['unit_quantity']
  if (typeof unit === 'string' && isMeterType(unit) && quantity !== null && quantity !== undefined) {
    parts.push({ meter: unit, quantity: new Decimal(String(quantity)) })
  }
  return parts
}
