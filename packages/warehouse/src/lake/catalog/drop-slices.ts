import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { ReplaceOptions, Slice } from '@cloudact/core/ports/warehouse'
import { sliceKey } from '../assert-slice.ts'
import { findLive } from './find-live.ts'
import { bumpVersion, lockVersion } from './lock-version.ts'
import { retireLive } from './retire-live.ts'

/** Withdraws slices with the caller's bookkeeping in one transaction. A slice without a live version is left alone. */
export async function dropSlices(
  database: Database,
  org: OrgSlug,
  slices: readonly Slice[],
  options: ReplaceOptions,
  now: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const live = await findLive(tx, org, slices)
    const ids = [...live.values()].map(({ sliceId }) => String(sliceId))
    if (ids.length > 0) {
      await retireLive(tx, ids, new Date(now))
      await bumpVersion(tx, org)
    }
    for (const slice of slices) {
      const dropped = live.get(sliceKey(slice))
      await options.onCommit?.(tx, {
        rows: 0,
        bytes: 0,
        generation: dropped?.generation ?? 0,
        changed: dropped !== undefined,
      })
    }
  })
}
