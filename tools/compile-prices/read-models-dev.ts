import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { parseDecimal } from '@cloudact/core/decimal'
import { JsonNumber } from '@cloudact/engine/json-source'
import type { MeterType } from '@cloudact/providers/genai/meter'
import { CATALOGUES, type Fact, type LeftOut } from './fact.ts'
import { isTomlArray, isTomlTable, readToml, type TomlTable, type TomlValue } from './read-toml.ts'
import { isClaude, type Vendor, VENDORS } from './vendors.ts'

/** What models.dev says beside prices. */
export type ModelsDevModel = {
  readonly provider: string
  readonly model: string
  readonly released: string | null
  readonly inputs: readonly string[]
}

const FIELDS: Readonly<Record<string, MeterType>> = {
  input: 'input_uncached',
  output: 'output',
  reasoning: 'output_reasoning',
  cache_read: 'input_cache_read',
  cache_write: 'input_cache_write',
  input_audio: 'input_audio',
  output_audio: 'output_audio',
}

/** Reads models.dev: USD per million, one file per model, no dates. */
export function readModelsDev(
  folder: string,
  leftOut: LeftOut,
): { readonly facts: readonly Fact[]; readonly models: readonly ModelsDevModel[] } {
  const facts: Fact[] = []
  const models: ModelsDevModel[] = []
  for (const vendor of VENDORS) {
    for (const directory of vendor.modelsDev ?? []) {
      const base = path.join(folder, CATALOGUES['models.dev'].file, directory, 'models')
      for (const file of readdirSync(base, { recursive: true, encoding: 'utf8' }).toSorted()) {
        const model = file
          .split(path.sep)
          .join('/')
          .replace(/\.toml$/, '')
        if (model === file || !(vendor.models?.test(model) ?? true)) continue
        const entry = readToml(readFileSync(path.join(base, file), 'utf8'))
        facts.push(...pricesOf(entry, model, vendor, leftOut))
        models.push({ provider: vendor.folder, model, ...about(entry) })
      }
    }
  }
  return { facts, models }
}

function about(entry: TomlTable): Pick<ModelsDevModel, 'released' | 'inputs'> {
  const released = entry['release_date']
  const modalities = entry['modalities']
  const inputs = isTomlTable(modalities) ? modalities['input'] : undefined
  return {
    released: typeof released === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(released) ? released : null,
    inputs: isTomlArray(inputs) ? inputs.filter((input) => typeof input === 'string') : [],
  }
}

function pricesOf(entry: TomlTable, model: string, vendor: Vendor, leftOut: LeftOut): Fact[] {
  const cost = entry['cost']
  if (!isTomlTable(cost)) return []
  const tiers = cost['tiers']
  const long = (isTomlArray(tiers) ? tiers.filter(isTomlTable) : []).flatMap((tier) => {
    const size = isTomlTable(tier['tier']) ? tier['tier']['size'] : undefined
    return size instanceof JsonNumber ? table(tier, { tier: 'standard', minTokens: Number(size.source) }) : []
  })
  const values = [...table(cost, { tier: 'standard', minTokens: null }), ...long, ...fast(entry)]
  const charged = values.some(({ price }) => !price.isZero())
  return values.flatMap(({ field, price, tier, minTokens }): Fact[] => {
    const meter = FIELDS[field]
    if (!meter) {
      leftOut('models.dev', field)
      return []
    }
    if (price.isZero() && (charged || !vendor.free?.test(model))) {
      leftOut('models.dev', charged ? '0 beside prices' : '0 for a model that is not free')
      return []
    }
    return [
      {
        provider: vendor.folder,
        model,
        meter: meterOf(meter, model),
        tier,
        band: minTokens === null ? 'base' : 'long',
        minTokens,
        region: 'global',
        catalogue: 'models.dev',
        byName: true,
        price,
        from: null,
        to: null,
      },
    ]
  })
}

type Band = { readonly tier: string; readonly minTokens: number | null }

function table(prices: TomlTable, band: Band) {
  return Object.entries(prices).flatMap(([field, value]) =>
    value instanceof JsonNumber ? [{ field, price: parseDecimal(value.source), ...band }] : [],
  )
}

/** The "fast" mode is a service tier of OpenAI and a speed of Anthropic; its settings say which. */
function fast(entry: TomlTable) {
  const mode = dig(entry, ['experimental', 'modes', 'fast'])
  const cost = dig(mode, ['cost'])
  if (!isTomlTable(cost)) return []
  const tier = dig(mode, ['provider', 'body', 'service_tier'])
  return table(cost, { tier: typeof tier === 'string' ? tier : 'fast', minTokens: null })
}

function dig(value: TomlValue | undefined, keys: readonly string[]): TomlValue | undefined {
  return keys.reduce((found, key) => (isTomlTable(found) ? found[key] : undefined), value)
}

function meterOf(meter: MeterType, model: string): MeterType {
  if (meter === 'input_cache_write' && isClaude(model)) return 'input_cache_write_5m'
  return meter === 'input_uncached' && /embed/.test(model) ? 'embedding' : meter
}
