import type { Catalog } from '@cloudact/catalog/catalog'
import type { Provider } from '@cloudact/catalog/provider'
import { addDays, formatDay, type Day } from '@cloudact/core/day'
import { dayInZone } from '@cloudact/core/time-zone'
import type { DailyCell } from './daily-cell.ts'
import type { OverviewWindow } from './overview-window.ts'

const MILLISECONDS_PER_HOUR = 3_600_000
/** For sources no registry entry speaks for. */
const DEFAULT_SETTLE_HOURS = 48

/** Identifies one source of charges in the cells: provider and registry key. */
export function sourceOf(cell: Pick<DailyCell, 'provider' | 'registryKey'>): string {
  return `${cell.registryKey ?? ''} ${cell.provider}`
}

/**
 * First day that is not settled yet, per source: the registry's `settle_hours` after the end of a day have passed, and
 * for a cloud, whose bill arrives late and names every day, no later than the day after its newest charge.
 */
export function settledEnds(
  cells: readonly DailyCell[],
  catalog: Catalog,
  window: OverviewWindow,
): ReadonlyMap<string, Day> {
  const newest = new Map<string, Day>()
  const samples = new Map<string, DailyCell>()
  for (const cell of cells) {
    const source = sourceOf(cell)
    samples.set(source, cell)
    if (cell.day < window.dueEnd && cell.day > (newest.get(source) ?? '')) newest.set(source, cell.day)
  }
  const ends = new Map<string, Day>()
  for (const [source, cell] of samples) {
    const provider = registryEntry(cell, catalog)
    const hours = provider?.settle_hours ?? DEFAULT_SETTLE_HOURS
    const cutoff = firstRunningDay(window.now - hours * MILLISECONDS_PER_HOUR, window)
    const seen = newest.get(source)
    const dataEnd = seen === undefined ? window.previousStart : addDays(seen, 1)
    const isBill = provider === undefined || provider.type === 'cloud'
    ends.set(source, isBill && dataEnd < cutoff ? dataEnd : cutoff)
  }
  return ends
}

/** First day that is not over at an instant, neither in the zone nor in UTC: sources differ in whose days they keep. */
function firstRunningDay(instant: number, { timeZone }: OverviewWindow): Day {
  const [utc, local] = [formatDay(instant), dayInZone(instant, timeZone)]
  return utc < local ? utc : local
}

function registryEntry(cell: DailyCell, catalog: Catalog): Provider | undefined {
  if (cell.registryKey !== null) return catalog.providers.get(cell.registryKey)
  const named = [...catalog.providers.values()].filter(
    (provider) => provider.service_provider_name === cell.provider,
  )
  return named.find((provider) => provider.type === 'cloud') ?? named[0]
}
