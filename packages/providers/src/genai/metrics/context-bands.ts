import type { Catalog } from '@cloudact/catalog/catalog'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { matchesModel } from '../prices/model-pattern.ts'

/** Stored where the metric does not tell the band and the model's price depends on it: there is no price for it. */
export const UNKNOWN_BAND = 'unknown'
const LONG_BAND = /^(long|above_\d+)$/

/**
 * Bands of models whose vendor's metrics do not tell how long a prompt was. A model with one price for every prompt
 * has none; one with a long-context price has a band nobody knows, so its tokens are counted and not priced.
 */
export class ContextBands {
  readonly #patterns: readonly string[]
  readonly #unknown = new Set<string>()

  constructor(catalog: Catalog, provider: string) {
    const file = catalog.providers.get(provider)?.seed_path ?? `${provider}/pricing.csv`
    const rows = catalog.seeds.get(file) ?? []
    this.#patterns = [
      ...new Set(rows.filter((row) => LONG_BAND.test(row['band'] ?? '')).map((row) => row['model'] ?? '')),
    ]
  }

  of(model: string): typeof UNKNOWN_BAND | null {
    if (!this.#patterns.some((pattern) => matchesModel(pattern, model))) return null
    this.#unknown.add(model)
    return UNKNOWN_BAND
  }

  /** One finding that names the models, once all usage was read. */
  report(context: ProcessorContext, metrics: string): void {
    if (this.#unknown.size === 0) return
    const models = [...this.#unknown].sort()
    context.finding({
      code: 'context_band_not_told',
      severity: 'warning',
      message: `${metrics} does not tell how long prompts were, and ${models.join(', ')} ${models.length === 1 ? 'has' : 'have'} another price above a prompt size. Their tokens are counted and have no cost here; the cloud bill has it.`,
      table: 'genai_payg_usage_raw',
      detail: { models },
    })
  }
}
