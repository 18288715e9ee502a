import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database, Sql, Transaction } from '@cloudact/core/ports/sql'
import type { TimeZone } from '@cloudact/core/time-zone'
import { bumpVersion, lockVersion } from './version.ts'

/** Makes another zone the one rollups count days in; every rollup table is stale then. */
export async function switchTimeZone(database: Database, org: OrgSlug, timeZone: TimeZone): Promise<void> {
  await database.transaction(async (tx) => {
    await lockVersion(tx, org)
    const changed = await tx.query(
      'UPDATE bigquery_versions SET time_zone = $2 WHERE org_slug = $1 AND time_zone <> $2 RETURNING org_slug',
      [org, timeZone],
    )
    if (changed.length === 0) return
    await tx.query(
      `UPDATE bigquery_tables SET rollup_stale = true WHERE org_slug = $1 AND definition ? 'rollup'`,
      [org],
    )
    await bumpVersion(tx, org)
  })
}

/** Names of the tables whose rollup has to be made anew. */
export async function listStaleRollups(sql: Sql, org: OrgSlug): Promise<readonly string[]> {
  const rows = await sql.query<{ table_name: string }>(
    'SELECT table_name FROM bigquery_tables WHERE org_slug = $1 AND rollup_stale ORDER BY table_name',
    [org],
  )
  return rows.map((row) => row.table_name)
}

export async function markFresh(tx: Transaction, org: OrgSlug, table: string): Promise<void> {
  await tx.query('UPDATE bigquery_tables SET rollup_stale = false WHERE org_slug = $1 AND table_name = $2', [
    org,
    table,
  ])
}
