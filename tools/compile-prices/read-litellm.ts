import { readFileSync } from 'node:fs'
import path from 'node:path'
import { Decimal, parseDecimal } from '@cloudact/core/decimal'
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  JsonNumber,
  type JsonValue,
  parseJsonSource,
} from '@cloudact/engine/json-source'
import { CATALOGUES, type Fact, type LeftOut } from './fact.ts'
import { litellmField } from './litellm-fields.ts'
import { isClaude, litellmModel, type Vendor, VENDORS } from './vendors.ts'

/** What LiteLLM says beside prices. */
export type LitellmModel = {
  readonly provider: string
  readonly model: string
  readonly mode: string
  /** Factor on every token price by geography or speed: `us` 1.1, `fast` 6. */
  readonly multipliers: Readonly<Record<string, Decimal>>
  /** Kinds of input, `image`; empty when it does not say. */
  readonly inputs: readonly string[]
}

const WEB_SEARCH = 'search_context_cost_per_query'
const UPLIFT = /^regional_processing_uplift_multiplier_(eu|us)$/

/** Reads LiteLLM's price map: USD per token, no dates, one entry per model and region. */
export function readLitellm(
  folder: string,
  leftOut: LeftOut,
): { readonly facts: readonly Fact[]; readonly models: readonly LitellmModel[] } {
  const file = path.join(folder, CATALOGUES.litellm.file)
  const entries = parseJsonSource(readFileSync(file, 'utf8'))
  if (!isJsonObject(entries)) throw new Error(`${file} is not a JSON object.`)
  const facts: Fact[] = []
  const models: LitellmModel[] = []
  for (const [key, entry] of Object.entries(entries)) {
    if (!isJsonObject(entry)) continue
    const vendor = VENDORS.find(({ litellm }) => litellm.test(text(entry['litellm_provider'])))
    const name = vendor && litellmModel(key, vendor)
    if (!vendor || !name) continue
    const mode = text(entry['mode'])
    facts.push(...pricesOf(entry, mode, { vendor, ...name }, leftOut))
    models.push({
      provider: vendor.folder,
      model: name.model,
      mode,
      multipliers: multipliersOf(entry),
      inputs: inputsOf(entry),
    })
  }
  return { facts, models }
}

type Named = { readonly vendor: Vendor; readonly model: string; readonly region: string }

function pricesOf(
  entry: JsonObject,
  mode: string,
  { vendor, model, region }: Named,
  leftOut: LeftOut,
): Fact[] {
  const costs = Object.entries(entry).filter(([field]) => /cost|pricing/.test(field))
  const charged = costs.some(([, value]) => value instanceof JsonNumber && !isZero(value))
  const common = {
    provider: vendor.folder,
    model,
    region,
    catalogue: 'litellm',
    byName: true,
    from: null,
    to: null,
  } as const
  return costs.flatMap(([field, value]): Fact[] => {
    if (field === WEB_SEARCH) return webSearch(value, leftOut).map((price) => ({ ...common, ...price }))
    const prices = litellmField(field, mode)
    if (!(value instanceof JsonNumber)) {
      leftOut('litellm', field)
      return []
    }
    if (isZero(value) && (charged || !vendor.free?.test(model))) {
      leftOut('litellm', charged ? '0 beside prices' : '0 for a model that is not free')
      return []
    }
    if (!prices) {
      leftOut('litellm', field)
      return []
    }
    const meter =
      prices.meter === 'input_cache_write' && isClaude(model) ? 'input_cache_write_5m' : prices.meter
    const { tier, minTokens, factor } = prices
    const price = parseDecimal(value.source).times(factor)
    return [{ ...common, meter, tier, minTokens, band: minTokens === null ? 'base' : 'long', price }]
  })
}

/** A search costs the same in every context size, or the price cannot be told from usage. */
function webSearch(
  value: JsonValue,
  leftOut: LeftOut,
): Pick<Fact, 'meter' | 'tier' | 'minTokens' | 'band' | 'price'>[] {
  const sizes = isJsonObject(value) ? Object.values(value) : []
  const prices = sizes.flatMap((size) => (size instanceof JsonNumber ? [parseDecimal(size.source)] : []))
  const [price] = prices
  if (!price || price.isZero() || prices.some((other) => !other.eq(price))) {
    leftOut('litellm', 'web search by context size')
    return []
  }
  return [{ meter: 'web_search', tier: 'standard', minTokens: null, band: 'base', price: price.times(1_000) }]
}

function multipliersOf(entry: JsonObject): Readonly<Record<string, Decimal>> {
  const specific = entry['provider_specific_entry']
  const named: readonly (readonly [string, JsonValue])[] = [
    ...(isJsonObject(specific) ? Object.entries(specific) : []),
    ...Object.entries(entry).map(([field, value]) => [UPLIFT.exec(field)?.[1] ?? '', value] as const),
  ]
  return Object.fromEntries(
    named.flatMap(([name, value]) =>
      name && value instanceof JsonNumber ? [[name, parseDecimal(value.source)] as const] : [],
    ),
  )
}

function inputsOf(entry: JsonObject): readonly string[] {
  const inputs = entry['supported_modalities']
  return isJsonArray(inputs) ? inputs.filter((input) => typeof input === 'string') : []
}

function isZero(value: JsonNumber): boolean {
  return new Decimal(value.source).isZero()
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
