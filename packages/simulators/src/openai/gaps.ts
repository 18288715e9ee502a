import { Decimal } from 'decimal.js'
import { chance } from '../vendor/chance.ts'
import type { CostLine } from './cost-line.ts'
import { PROJECTS } from './organization.ts'
import { UNIT_PRICES } from './price-list.ts'

/*
 * Where this vendor's bill differs from usage × list price, on purpose. Besides what is in this file: a model nobody
 * has a price for (`unpriced_usage`) and long-context tokens at the higher rate (`tier_mismatch`).
 */

/** The first GiB of vector storage of a project is free every hour of the day: reason `free_tier`. */
export function withoutFreeStorage(line: CostLine): CostLine {
  if (line.lineItem !== 'Vector storage' || !line.quantity) return line
  const billed = Decimal.max(0, line.quantity.minus(24))
  return { ...line, quantity: billed, amount: UNIT_PRICES.vectorStorage.times(billed).div(24) }
}

/** Embedding lines are billed in millionths of a dollar: reason `rounding`. Every amount has at most 12 decimals. */
export function roundedAsBilled(line: CostLine): CostLine {
  const places = line.lineItem.startsWith('text-embedding') ? 6 : 12
  return {
    ...line,
    amount: line.amount.toDecimalPlaces(places, Decimal.ROUND_HALF_EVEN),
    quantity: line.quantity?.toDecimalPlaces(9, Decimal.ROUND_HALF_EVEN) ?? null,
  }
}

/** Charges that no usage endpoint reports, and credits. `day` is `YYYY-MM-DD`. */
export function linesWithoutUsage(day: string, seed: string): CostLine[] {
  const lines: CostLine[] = []
  const video = chance(`${seed}|video|${day}`)
  if (video < 0.3) {
    const seconds = new Decimal(Math.ceil(video * 100) * 4)
    lines.push({
      projectId: PROJECTS.voice.id,
      apiKeyId: 'key_voice_edge',
      lineItem: 'sora-2, video',
      amount: UNIT_PRICES.videoSecond.times(seconds),
      quantity: seconds,
      quantityUnit: 'duration_seconds',
    })
  }
  if (day.endsWith('-15')) {
    lines.push({
      projectId: PROJECTS.research.id,
      apiKeyId: null,
      lineItem: 'Promotional credit',
      amount: new Decimal(-40),
      quantity: null,
      quantityUnit: null,
    })
  }
  return lines
}
