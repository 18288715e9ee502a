import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import type { TimeZone } from '@cloudact/core/time-zone'
import { bumpVersion, lockVersion } from './lock-version.ts'

/**
 * Makes another zone the one rollups count days in. Every rollup file is of an older version then: readers aggregate
 * its slice from the detail until the file is made anew, so all days change at once. Returns the tables with a rollup.
 */
export async function switchTimeZone(
  database: Database,
  org: OrgSlug,
  timeZone: TimeZone,
): Promise<readonly string[]> {
  return database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const changed = await tx.query(
      'UPDATE lake_versions SET time_zone = $2 WHERE org_slug = $1 AND time_zone <> $2 RETURNING org_slug',
      [org, timeZone],
    )
    if (changed.length > 0) {
      await tx.query(
        `UPDATE lake_tables SET rollup_version = rollup_version + 1 WHERE org_slug = $1 AND definition ? 'rollup'`,
        [org],
      )
      await bumpVersion(tx, org)
    }
    const tables = await tx.query<{ table_name: string }>(
      `SELECT table_name FROM lake_tables WHERE org_slug = $1 AND definition ? 'rollup' ORDER BY table_name`,
      [org],
    )
    return tables.map((row) => row.table_name)
  })
}
