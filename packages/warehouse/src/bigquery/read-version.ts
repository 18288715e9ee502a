import type { OrgBigQuery } from './bigquery-context.ts'
import { readVersion, tryLockVersion } from './catalog/version.ts'
import { settleCommits } from './commit-outcome.ts'

/**
 * Grows with every change of the organization's slices or tables. A change whose process died on the way is finished
 * first; one that is under way in another process has its version when it is done.
 */
export async function currentVersion(warehouse: OrgBigQuery): Promise<string> {
  const { database, org } = warehouse
  const { version, open } = await readVersion(database, org)
  if (!open) return version
  await database.transaction(async (tx) => {
    if (await tryLockVersion(tx, org)) await settleCommits(warehouse, tx, org, { wait: false })
  })
  return (await readVersion(database, org)).version
}
