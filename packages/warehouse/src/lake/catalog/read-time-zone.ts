import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { type TimeZone, UTC } from '@cloudact/core/time-zone'

/** The zone in which the organization's rollups count days. */
export async function readTimeZone(sql: Sql, org: OrgSlug): Promise<TimeZone> {
  const [row] = await sql.query<{ time_zone: string }>(
    'SELECT time_zone FROM lake_versions WHERE org_slug = $1',
    [org],
  )
  return row?.time_zone ?? UTC
}
