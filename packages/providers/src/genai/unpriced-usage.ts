import { Decimal } from '@cloudact/core/decimal'
import type { ProcessorContext } from '@cloudact/engine/processor'
import { METERS } from './meter.ts'
import type { PricedLine } from './priced-line.ts'

type Entry = {
  readonly model: string
  readonly tier: string
  readonly meter: string
  readonly unit: string
  quantity: Decimal
  readonly days: Set<string>
}

/** Usage nobody has a price for, by model, tier and meter. */
export class UnpricedUsage {
  readonly provider: string
  readonly #entries = new Map<string, Entry>()

  constructor(provider: string) {
    this.provider = provider
  }

  add(day: string, line: PricedLine): void {
    const key = `${line.model}|${line.tier}|${line.meter}`
    const entry = this.#entries.get(key) ?? {
      model: line.model,
      tier: line.tier,
      meter: line.meter,
      unit: METERS[line.meter].consumedUnit,
      quantity: new Decimal(0),
      days: new Set<string>(),
    }
    entry.quantity = entry.quantity.plus(line.quantity)
    entry.days.add(day)
    this.#entries.set(key, entry)
  }

  entries(): readonly Entry[] {
    return [...this.#entries.values()]
  }

  models(): readonly string[] {
    return [...new Set(this.entries().map((entry) => entry.model))]
  }
}

/** One finding per model, tier and meter: an unknown price is loud (75 §1.1). */
export function reportUnpriced(context: ProcessorContext, unpriced: UnpricedUsage): void {
  for (const { model, tier, meter, unit, quantity, days } of unpriced.entries()) {
    context.finding({
      code: 'unpriced',
      severity: 'warning',
      message: `No price is known for ${meterText(meter)} of ${model} (${tier}): ${quantity.toFixed()} ${unit} on ${days.size} days have no cost. Add a price to the catalogue.`,
      table: 'genai_payg_costs_daily',
      detail: {
        provider: unpriced.provider,
        model,
        tier,
        meter,
        quantity: quantity.toFixed(),
        unit,
        days: [...days].sort(),
      },
    })
  }
}

function meterText(meter: string): string {
  return meter.replaceAll('_', ' ')
}
