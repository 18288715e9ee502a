import type { ModelsDevModel } from './read-models-dev.ts'
import type { Settled } from './settle.ts'

/** Days on which OpenAI opened models whose names and catalogues do not tell. */
const OPENED: Readonly<Record<string, string>> = {
  'gpt-5.6': '2026-06-26',
  'gpt-5.6-sol': '2026-06-26',
}

/**
 * Bounds prices that no catalogue dates. Where a model's standard prices are known to have changed, its other prices
 * hold only in the period in which they were read.
 */
export function withinPeriods(settled: readonly Settled[]): readonly Settled[] {
  const changes = new Map<string, Settled[]>()
  for (const row of settled) {
    if (row.tier !== 'standard' || row.band !== 'base' || row.region !== 'global') continue
    if (row.meter !== 'input_uncached' || (row.from === null && row.to === null)) continue
    changes.set(modelOf(row), [...(changes.get(modelOf(row)) ?? []), row])
  }
  return settled.map((row) => {
    if (row.from !== null || row.to !== null) return row
    const period = changes
      .get(modelOf(row))
      ?.find(({ from, to }) => (from ?? '') <= row.checkedOn && row.checkedOn < (to ?? '9'))
    return period ? { ...row, from: period.from, to: period.to } : row
  })
}

/** OpenAI's prices begin with the model: by models.dev, or by its first dated snapshot. */
export function sinceRelease(
  settled: readonly Settled[],
  models: readonly ModelsDevModel[],
): readonly Settled[] {
  const days = new Map(
    models.flatMap(({ provider, model, released }) =>
      provider === 'openai' && released ? [[model, released] as const] : [],
    ),
  )
  const snapshots = new Map<string, string>()
  for (const { provider, model } of settled) {
    const [, name = '', day = ''] = /^(.+?)-(\d{4}-\d{2}-\d{2})$/.exec(model) ?? []
    const known = snapshots.get(name)
    if (provider === 'openai' && name && (known === undefined || day < known)) snapshots.set(name, day)
  }
  return settled.map((row) => {
    if (row.provider !== 'openai' || row.from !== null) return row
    const day =
      OPENED[row.model] ??
      days.get(row.model) ??
      /-(\d{4}-\d{2}-\d{2})$/.exec(row.model)?.[1] ??
      snapshots.get(row.model)
    return day !== undefined && (row.to === null || day < row.to) ? { ...row, from: day } : row
  })
}

function modelOf({ provider, model }: Settled): string {
  return `${provider}|${model}`
}
