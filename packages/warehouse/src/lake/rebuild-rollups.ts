import { AppError } from '@cloudact/core/errors'
import { repointRollup } from './catalog/repoint-rollup.ts'
import type { OrgLake } from './lake-context.ts'
import { rollupOf } from './lake-table.ts'
import { writeParquet } from './parquet-file.ts'
import { filesOf, rollupRelation } from './relation.ts'

/**
 * Makes a new rollup file for every live slice whose file an older definition or time zone made. Returns how many.
 * An aborted signal ends it between two slices.
 */
export async function rebuildRollups(
  lake: OrgLake,
  tableName: string,
  signal?: AbortSignal,
): Promise<number> {
  const found = (await lake.snapshots.read(lake.database, lake.org, [tableName])).get(tableName)
  if (found === undefined) throw new AppError('internal', 'The snapshot lacks a table it was asked for.')
  const { table, slices } = found
  if (rollupOf(table) === undefined) return 0
  const stale = slices.filter(
    (slice) => slice.detail !== null && slice.rollup?.schemaVersion !== table.rollupVersion,
  )
  let rebuilt = 0
  for (const slice of stale) {
    signal?.throwIfAborted()
    const unpin = lake.pins.pin(filesOf(lake.folder, [slice]))
    try {
      const written = await lake.heavy(() =>
        lake.writer.use(undefined, (session) =>
          writeParquet(
            session,
            { folder: lake.folder, org: lake.org, table: table.name, period: slice.period },
            {
              what: `The rollup of "${table.name}"`,
              sql: `SELECT * FROM ${rollupRelation(lake.folder, table, [slice])}`,
            },
          ),
        ),
      )
      if (written === undefined) continue
      const moved = await repointRollup(
        lake.database,
        lake.org,
        table,
        slice,
        written,
        new Date(lake.clock.now()),
      )
      rebuilt += moved ? 1 : 0
    } finally {
      unpin()
    }
  }
  return rebuilt
}
