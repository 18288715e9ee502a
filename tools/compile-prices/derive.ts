import { Decimal } from '@cloudact/core/decimal'
import { METERS, type MeterType } from '@cloudact/providers/genai/meter'
import { matchesModel } from '@cloudact/providers/genai/prices/model-pattern'
import { thingKey } from './fact.ts'
import type { Reviewed } from './reviewed.ts'

/** Claude models sold with one price over a context of a million tokens (the vendor's page on long context). */
const FLAT_CONTEXT = /^claude-(opus-4-[678]|opus-5|sonnet-4-6|sonnet-5|fable-5)/
const LONG_PROMPT = 200_000
const HALF = new Decimal('0.5')

/** Kinds of input a model takes, `image`; empty when the catalogue does not say. */
export type ModelInputs = {
  readonly provider: string
  readonly model: string
  readonly inputs: readonly string[]
}

type Input = readonly [input: string, meter: MeterType, cached: MeterType]
const IMAGE: Input = ['image', 'input_image', 'input_image_cached']
const VIDEO: Input = ['video', 'input_video', 'input_video_cached']
/** Providers whose lists price image and video input like text; audio has a price of its own. */
const TEXT_RATE: Readonly<Record<string, readonly Input[]>> = {
  openai: [IMAGE],
  gemini: [IMAGE, VIDEO],
  gcp_vertex: [IMAGE, VIDEO],
}

/** Adds prices the vendors state as a rule over others. A price of its own is never replaced. */
export function derive(prices: readonly Reviewed[], models: readonly ModelInputs[]): readonly Reviewed[] {
  const flat = [...prices, ...flatContext(prices)]
  const batch = [...flat, ...flat.flatMap(anthropicBatch)]
  const known = new Set(batch.map(thingKey))
  const read = batch.flatMap((row) => textRate(row, models)).filter((row) => !known.has(thingKey(row)))
  return [...batch, ...read]
}

/** Where no long-context price is stated any more, the base price goes on above it. */
function flatContext(prices: readonly Reviewed[]): Reviewed[] {
  const flat = prices.filter(({ provider, model }) => provider === 'anthropic' && FLAT_CONTEXT.test(model))
  const stated = Map.groupBy(
    flat.filter(({ band }) => band === 'long'),
    ({ model }) => model,
  )
  return flat.flatMap((row): Reviewed[] => {
    const ends = (stated.get(row.model) ?? []).map(({ to }) => to)
    if (row.band !== 'base' || !METERS[row.meter].token || ends.includes(null)) return []
    const from = ends.toSorted().at(-1) ?? row.from
    return [{ ...row, band: 'long', minTokens: LONG_PROMPT, from, note: 'one price over the whole context' }]
  })
}

function anthropicBatch(row: Reviewed): Reviewed[] {
  if (row.provider !== 'anthropic' || row.tier !== 'standard' || !METERS[row.meter].token) return []
  return [{ ...row, tier: 'batch', price: row.price.times(HALF), note: 'batch is half of standard' }]
}

function textRate(row: Reviewed, models: readonly ModelInputs[]): Reviewed[] {
  const rules = TEXT_RATE[row.provider] ?? []
  if (rules.length === 0) return []
  const inputs = models.find(
    ({ provider, model, inputs: known }) =>
      known.length > 0 && provider === row.provider && matchesModel(row.model, model),
  )?.inputs
  return rules.flatMap(([input, meter, cached]): Reviewed[] => {
    const target = row.meter === 'input_uncached' ? meter : row.meter === 'input_cache_read' ? cached : null
    if (!inputs?.includes(input) || !target || row.model === '*') return []
    return [{ ...row, meter: target, note: `${input} input is billed at the text rate` }]
  })
}
