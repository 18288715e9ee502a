import type { PriceSource } from './price-line.ts'
import type { PriceThing } from './price-thing.ts'

export const SOURCE_LABELS: Readonly<Record<PriceSource, string>> = {
  catalogue: 'Price list',
  custom: 'Custom price',
  override: 'Override',
  discount: 'Discount',
}

/** `input_cache_read` → `input cache read`. */
export function words(name: string): string {
  return name.replaceAll('_', ' ')
}

/** `1000000 Tokens` → `1M tokens`. */
export function unitWords(unit: string): string {
  return unit
    .toLowerCase()
    .replace(/^1000000 /, '1M ')
    .replace(/^1000 /, '1k ')
}

/** A model's name as lists spell it; `*` stands for all. */
export function modelWords(model: string): string {
  return model === '*' ? 'Every model' : model
}

/** What a price is for, in one line. */
export function thingWords(thing: PriceThing): string {
  const { provider, model, meter, service_tier: tier, context_band: band, region, time_window: hours } = thing
  const parts = [modelWords(model), provider, words(meter), words(tier), words(band), region]
  return [...parts, hours && `${hours} UTC`].filter(Boolean).join(', ')
}
