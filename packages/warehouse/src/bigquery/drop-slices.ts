import { AppError } from '@cloudact/core/errors'
import type { ReplaceOptions, Slice } from '@cloudact/core/ports/warehouse'
import { assertDistinct, assertSlice } from '../lake/assert-slice.ts'
import type { OrgBigQuery } from './bigquery-context.ts'
import { lookUpTables } from './catalog/find-tables.ts'
import { commitSlices } from './commit-slices.ts'
import { sliceId } from './slice-id.ts'

/** Withdraws slices, all at once. One that is not there is no fault; each keeps its rows as its predecessor. */
export async function dropSlices(
  warehouse: OrgBigQuery,
  slices: readonly Slice[],
  options: ReplaceOptions,
): Promise<void> {
  slices.forEach(assertSlice)
  assertDistinct(slices)
  if (options.signal?.aborted === true)
    throw new AppError('cancelled', 'The withdrawal was cancelled. Nothing was changed.')
  const tables = await lookUpTables(
    warehouse.database,
    warehouse.org,
    slices.map(({ table }) => table),
  )
  const planned = slices.map((slice) => ({
    sliceId: sliceId(slice),
    slice,
    rows: 0,
    bytes: 0,
    contentHash: null,
  }))
  await commitSlices(warehouse, options, {
    checks: [],
    sliceIds: planned.map((one) => one.sliceId),
    plan: (known) => {
      const live = planned.filter((one) => known.get(one.sliceId)?.live === true)
      const names = new Set(live.map(({ slice }) => slice.table))
      return {
        plan: { runId: options.runId, kind: 'drop', slices: live },
        swaps: [...tables.values()].filter(({ name }) => names.has(name)).map((table) => ({ table })),
      }
    },
    onCommit: async (tx, known) => {
      for (const { sliceId: id } of planned) {
        const old = known.get(id)
        const changed = old?.live === true
        await options.onCommit?.(tx, { rows: 0, bytes: 0, generation: changed ? old.generation : 0, changed })
      }
    },
  })
}
