import { parseTimeZone } from '@cloudact/core/time-zone'
import { switchTimeZone } from './catalog/switch-time-zone.ts'
import type { OrgLake } from './lake-context.ts'
import { rebuildRollups } from './rebuild-rollups.ts'

/**
 * Counts days in another zone, then makes the rollup files anew. Cut short after the switch, reads stay right and only
 * slower; called again it goes on with the files that are left.
 */
export async function setTimeZone(
  lake: OrgLake,
  timeZone: string,
  signal: AbortSignal | undefined,
): Promise<void> {
  const tables = await switchTimeZone(lake.database, lake.org, parseTimeZone(timeZone))
  for (const table of tables) {
    // A load that began before the switch may have committed a file of the old zone meanwhile.
    while ((await rebuildRollups(lake, table, signal)) > 0) signal?.throwIfAborted()
  }
}
