import type { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from '@cloudact/providers/genai/meter'

/** The catalogues read, in the order in which one of several that agree is named as the source of a row. */
export const CATALOGUES = {
  litellm: { file: 'litellm/model_prices_and_context_window.json', checkedOn: '2026-08-01' },
  'genai-prices': { file: 'genai-prices/data.json', checkedOn: '2026-08-21' },
  'models.dev': { file: 'models.dev/providers', checkedOn: '2026-07-02' },
} as const

export type Catalogue = keyof typeof CATALOGUES

export const CATALOGUE_NAMES: readonly Catalogue[] = ['litellm', 'genai-prices', 'models.dev']

export function isCatalogue(text: string): text is Catalogue {
  return Object.hasOwn(CATALOGUES, text)
}

/** What a price is for. Two prices of one thing on one day contradict each other. */
export type Thing = {
  /** Folder below `configs/seed`. */
  readonly provider: string
  readonly model: string
  readonly meter: MeterType
  readonly tier: string
  /** `base`, or `long` for prompts above `minTokens`. */
  readonly band: string
  /** Prompt tokens above which a long-context band applies; null for other bands. */
  readonly minTokens: number | null
  readonly region: string
}

/** A price as one catalogue states it. USD; valid `from` (inclusive) `to` (exclusive), null is unbounded. */
export type Fact = Thing & {
  readonly catalogue: Catalogue
  /** False when a catalogue's matching rule, not its list of names, says that the price is for this model. */
  readonly byName: boolean
  /** Per pricing unit of the meter. */
  readonly price: Decimal
  readonly from: string | null
  readonly to: string | null
}

/** Everything but the catalogue and the price. */
export function thingKey({ provider, model, meter, tier, band, region }: Thing): string {
  return [provider, model, meter, tier, band, region].join('|')
}

/** Values a catalogue has and the price lists leave out, counted by reason. */
export type LeftOut = (catalogue: Catalogue, reason: string) => void
