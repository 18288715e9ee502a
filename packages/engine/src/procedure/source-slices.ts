import type { Procedure } from '@cloudact/catalog/catalog'
import type { DayRange } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { SliceInfo } from '@cloudact/core/ports/warehouse'
import { periodRange, type SliceKey } from './bind-procedure.ts'

const GRAIN = { day: 0, month: 1, all: 2 } as const

function grainOf(period: string): keyof typeof GRAIN {
  return period === 'all' ? 'all' : period.length === 7 ? 'month' : 'day'
}

export type SliceChoice = {
  readonly range: DayRange
  /** Whether slices of a pipeline count; all do unless told. */
  readonly ofPipeline?: ((pipelineId: string) => boolean) | undefined
  /** The pipeline that gets the target's slices; unless told the one the source's belong to. */
  readonly owner?: string | undefined
}

/**
 * The slices of a procedure's target that have to be made again because live slices of its source lie in the range.
 * A month of the target covers all days of the source in it, so it is made from the whole month.
 */
export function targetSlices(
  procedure: Procedure,
  slices: readonly SliceInfo[],
  { range, ofPipeline, owner }: SliceChoice,
): SliceKey[] {
  const keys = new Map<string, SliceKey>()
  for (const slice of slices) {
    if (ofPipeline?.(slice.pipelineId) === false) continue
    const { start, end } = periodRange(slice.period)
    if (end <= range.start || start >= range.end) continue
    const key = {
      pipelineId: owner ?? slice.pipelineId,
      credentialId: slice.credentialId,
      accountId: slice.accountId,
      period: coarsened(procedure, slice.period),
    }
    keys.set(sliceKeyText(key), key)
  }
  return [...keys.values()]
}

export function sliceKeyText(key: SliceKey): string {
  return JSON.stringify([key.period, key.pipelineId, key.credentialId, key.accountId])
}

function coarsened(procedure: Procedure, period: string): string {
  const from = grainOf(period)
  if (GRAIN[from] > GRAIN[procedure.slice]) {
    throw new AppError(
      'config_invalid',
      `Procedure "${procedure.name}" makes slices of a ${procedure.slice}, but its source ${procedure.source} has one of period "${period}".`,
    )
  }
  if (procedure.slice === 'all') return 'all'
  return procedure.slice === 'month' ? period.slice(0, 7) : period
}
