import type { UsageFact } from '../usage-fact.ts'

const CONTEXT_WINDOWS: Readonly<Record<string, 'base' | 'long'>> = { '0-200k': 'base', '200k-1M': 'long' }

/** A size of prompts as the price list names it. One nobody has seen stays as it is and finds no price. */
export function contextBand(window: string | null): UsageFact['contextBand'] {
  return window === null ? null : (CONTEXT_WINDOWS[window] ?? window)
}

/** Older models have no choice of geography and report `not_available`: their prices are the global ones. */
export function region(inferenceGeo: string | null): string | null {
  return inferenceGeo === 'not_available' ? 'global' : inferenceGeo
}

/** Fast mode has prices of its own; other tiers are named as the price list names them. */
export function serviceTier(tier: string | null, fast: boolean): string {
  const served = tier ?? 'standard'
  return fast && served === 'standard' ? 'fast' : served
}
