import { readFileSync } from 'node:fs'
import path from 'node:path'
import { type Decimal, parseDecimal } from '@cloudact/core/decimal'
import {
  isJsonArray,
  isJsonObject,
  type JsonObject,
  JsonNumber,
  type JsonValue,
  parseJsonSource,
} from '@cloudact/engine/json-source'
import type { MeterType } from '@cloudact/providers/genai/meter'
import { CATALOGUES, type Fact, type LeftOut } from './fact.ts'
import { matches, spelledOut } from './match-model.ts'
import { isClaude, type Vendor, VENDORS } from './vendors.ts'

const FIELDS: Readonly<Record<string, MeterType>> = {
  input_mtok: 'input_uncached',
  output_mtok: 'output',
  cache_read_mtok: 'input_cache_read',
  cache_write_mtok: 'input_cache_write',
  input_audio_mtok: 'input_audio',
  output_audio_mtok: 'output_audio',
  cache_audio_read_mtok: 'input_audio_cached',
}

/** Ids that stand for a group of models. */
const NO_NAME = /^regional\.|-$|\.ft-|:extended$|^computer-use$/

type Period = { readonly from: string | null; readonly to: string | null; readonly prices: JsonObject }

/**
 * Reads genai-prices: USD per million, with the days on which a price began. Its models are rules over names, so every
 * name another catalogue lists is looked up in them, and names it spells out are added.
 *
 * @param known Model names of the other catalogues by provider.
 */
export function readGenaiPrices(
  folder: string,
  known: ReadonlyMap<string, ReadonlySet<string>>,
  leftOut: LeftOut,
): Fact[] {
  const file = path.join(folder, CATALOGUES['genai-prices'].file)
  const providers = parseJsonSource(readFileSync(file, 'utf8'))
  if (!isJsonArray(providers)) throw new Error(`${file} is not a JSON array.`)
  return VENDORS.flatMap((vendor) => {
    const provider = providers.find((one) => isJsonObject(one) && one['id'] === vendor.genaiPrices)
    const models = isJsonObject(provider) ? provider['models'] : undefined
    if (!isJsonArray(models)) return []
    const entries = models.filter(isJsonObject)
    const names = new Set([
      ...(known.get(vendor.folder) ?? []),
      ...entries
        .flatMap((entry) => [text(entry['id']), ...spelledOut(entry['match'])])
        .filter((name) => !NO_NAME.test(name) && (vendor.models?.test(name) ?? true)),
    ])
    return [...names].flatMap((model) => {
      const entry =
        entries.find((one) => isNamed(one, model)) ?? entries.find((one) => matches(one['match'], model))
      return entry ? pricesOf(entry, model, vendor, leftOut) : []
    })
  })
}

function isNamed(entry: JsonObject, model: string): boolean {
  return text(entry['id']) === model || spelledOut(entry['match']).includes(model)
}

function pricesOf(entry: JsonObject, model: string, vendor: Vendor, leftOut: LeftOut): Fact[] {
  return periodsOf(entry['prices'], leftOut).flatMap(({ from, to, prices }) => {
    const values = Object.entries(prices).flatMap(([field, value]) => bands(field, value, leftOut))
    const charged = values.some(({ price }) => !price.isZero())
    return values.flatMap(({ field, price, minTokens }): Fact[] => {
      const meter = FIELDS[field]
      if (!meter) {
        leftOut('genai-prices', field)
        return []
      }
      if (price.isZero() && (charged || !vendor.free?.test(model))) {
        leftOut('genai-prices', charged ? '0 beside prices' : '0 for a model that is not free')
        return []
      }
      return [
        {
          provider: vendor.folder,
          model,
          meter: meterOf(meter, model),
          tier: 'standard',
          band: minTokens === null ? 'base' : 'long',
          minTokens,
          region: 'global',
          catalogue: 'genai-prices',
          byName: isNamed(entry, model),
          price,
          from,
          to,
        },
      ]
    })
  })
}

function meterOf(meter: MeterType, model: string): MeterType {
  if (meter === 'input_cache_write' && isClaude(model)) return 'input_cache_write_5m'
  return meter === 'input_uncached' && /embed/.test(model) ? 'embedding' : meter
}

/** Prices one after another, each until the next begins. Prices by time of day have no dates and are left out. */
function periodsOf(prices: JsonValue | undefined, leftOut: LeftOut): Period[] {
  if (isJsonObject(prices)) return [{ from: null, to: null, prices }]
  const list = isJsonArray(prices) ? prices.filter(isJsonObject) : []
  const dated = list.map((one) => {
    const constraint = one['constraint']
    const rule = isJsonObject(constraint) ? constraint : {}
    return { byTime: 'start_time' in rule, from: text(rule['start_date']) || null, prices: one['prices'] }
  })
  if (dated.some(({ byTime }) => byTime)) {
    leftOut('genai-prices', 'time-of-day prices without dates')
    return []
  }
  return dated.flatMap(({ from, prices: one }, index) =>
    isJsonObject(one) ? [{ from, to: dated[index + 1]?.from ?? null, prices: one }] : [],
  )
}

type Band = { readonly field: string; readonly price: Decimal; readonly minTokens: number | null }

function bands(field: string, value: JsonValue, leftOut: LeftOut): Band[] {
  if (value instanceof JsonNumber) return [{ field, price: parseDecimal(value.source), minTokens: null }]
  if (!isJsonObject(value)) {
    leftOut('genai-prices', field)
    return []
  }
  const { base, tiers } = value
  const above = isJsonArray(tiers) ? tiers.filter(isJsonObject) : []
  return [
    ...(base instanceof JsonNumber ? [{ field, price: parseDecimal(base.source), minTokens: null }] : []),
    ...above.flatMap(({ start, price }) =>
      start instanceof JsonNumber && price instanceof JsonNumber
        ? [{ field, price: parseDecimal(price.source), minTokens: Number(start.source) }]
        : [],
    ),
  ]
}

function text(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}
