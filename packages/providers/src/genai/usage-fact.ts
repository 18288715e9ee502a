import type { Decimal } from '@cloudact/core/decimal'
import type { MeterType } from './meter.ts'

/** Price tier a request was served at. Anything else a vendor names is kept as it is and has no price. */
export type ServiceTier = 'standard' | 'batch' | 'flex' | 'priority' | 'scale' | (string & {})

export type UsagePart = {
  readonly meter: MeterType
  /** In the meter's consumed unit: tokens, seconds, requests, GB-Days. Never negative. */
  readonly quantity: Decimal
}

/** One usage record of any vendor after the normalizer: priced parts that do not overlap, and the vendor's own totals. */
export type UsageFact = {
  /** Start of the bucket, `2026-01-15T09:00:00Z`. */
  readonly hour: string
  readonly endpoint: string
  /** As the vendor reports it; `tools` for usage without a model. */
  readonly model: string
  readonly projectId: string | null
  /** The key's id at the vendor, never the key. */
  readonly apiKeyId: string | null
  readonly userId: string | null
  /** Deployment, inference profile or provisioned model that served it; absent or null when there is none. */
  readonly resourceId?: string | null
  readonly tier: ServiceTier
  /**
   * `long`: the prompt was above the model's context threshold. A size nobody knows stays as the vendor names it and has
   * no price. Null when the vendor does not tell.
   */
  readonly contextBand: 'base' | 'long' | (string & {}) | null
  /** Where it was processed, as the price list names it: `us`, a cloud region. Null when the vendor does not tell. */
  readonly region: string | null
  /** ISO 4217 code the account is billed in. Null when the vendor does not tell. */
  readonly currency: string | null
  /** Further dimensions, vendor names: `image_size`, `context_level`. */
  readonly dimensions: Readonly<Record<string, string>>
  readonly parts: readonly UsagePart[]
  /** Totals as reported; null when the endpoint has no such number. */
  readonly inputTokens: number | null
  readonly outputTokens: number | null
  readonly cachedInputTokens: number | null
  readonly requests: number | null
  /** Same record, same id, whenever it is read. */
  readonly recordId: string
}

export const NO_MODEL = 'tools'
