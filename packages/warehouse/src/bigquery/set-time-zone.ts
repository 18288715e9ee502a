import { parseTimeZone } from '@cloudact/core/time-zone'
import type { OrgBigQuery } from './bigquery-context.ts'
import { findTables } from './catalog/find-tables.ts'
import { listStaleRollups, markFresh, switchTimeZone } from './catalog/time-zone.ts'
import { lockVersion } from './catalog/version.ts'
import { settleCommits } from './commit-outcome.ts'
import { createRollupTable } from './create-table.ts'
import { jobLabels } from './jobs/job-labels.ts'
import { runQuery } from './jobs/run-job.ts'

/**
 * Counts days in another zone, then makes the rollup tables anew. From the switch on readers aggregate the detail, so
 * all days change at once; cut short, reads stay right and only cost more, and called again it goes on.
 */
export async function setTimeZone(
  warehouse: OrgBigQuery,
  timeZone: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const { database, org, dataset } = warehouse
  await switchTimeZone(database, org, parseTimeZone(timeZone))
  for (const name of await listStaleRollups(database, org)) {
    signal?.throwIfAborted()
    await database.transaction(async (tx) => {
      // No slice may be swapped meanwhile: its rows could miss the new table.
      await lockVersion(tx, org)
      await settleCommits(warehouse, tx, org, { wait: true })
      const table = (await findTables(tx, org, [name])).get(name)
      if (table?.rollupStale !== true) return
      const sql = createRollupTable(dataset, table.definition, table.timeZone)
      if (sql !== undefined) {
        const labels = jobLabels({ org, step: 'set-time-zone' })
        await runQuery(warehouse, { what: `The rollup of "${name}"`, labels, sql })
      }
      await markFresh(tx, org, name)
    })
  }
}
