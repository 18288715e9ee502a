import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql, Transaction } from '@cloudact/core/ports/sql'
import type { TimeZone } from '@cloudact/core/time-zone'

/** Heard by the pipeline service when reports of an organization are to use another time zone. */
export const TIME_ZONE_CHANNEL = 'cloudact_time_zone_requested'

export type TimeZoneChange = { readonly org_slug: OrgSlug; readonly time_zone: TimeZone }

/** Asks for reports in another zone, when the transaction commits. A later request takes the place of an earlier one. */
export async function requestTimeZone(tx: Transaction, org: OrgSlug, zone: TimeZone): Promise<void> {
  await tx.query(
    `INSERT INTO org_time_zone_changes (org_slug, time_zone, requested_at) VALUES ($1, $2, now())
     ON CONFLICT (org_slug) DO UPDATE SET time_zone = excluded.time_zone, requested_at = excluded.requested_at`,
    [org, zone],
  )
  await tx.query('SELECT pg_notify($1, $2)', [TIME_ZONE_CHANNEL, org])
}

/** What is asked for and not done, oldest first. */
export async function listTimeZoneChanges(sql: Sql): Promise<readonly TimeZoneChange[]> {
  return sql.query<TimeZoneChange>(
    'SELECT org_slug, time_zone FROM org_time_zone_changes ORDER BY requested_at, org_slug',
  )
}

/** The zone reports of an organization are being changed to; undefined when there is no change under way. */
export async function findTimeZoneChange(sql: Sql, org: OrgSlug): Promise<TimeZone | undefined> {
  const [row] = await sql.query<{ time_zone: string }>(
    'SELECT time_zone FROM org_time_zone_changes WHERE org_slug = $1',
    [org],
  )
  return row?.time_zone
}

/** Takes a change off the list, unless yet another zone was asked for meanwhile. */
export async function finishTimeZoneChange(sql: Sql, change: TimeZoneChange): Promise<void> {
  await sql.query('DELETE FROM org_time_zone_changes WHERE org_slug = $1 AND time_zone = $2', [
    change.org_slug,
    change.time_zone,
  ])
}
