import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** When invitations of an organization were made since an instant, oldest first; each link sent again counts. */
export async function recentInvitations(sql: Sql, org: OrgSlug, since: Date): Promise<Date[]> {
  const rows = await sql.query<{ created_at: Date }>(
    'SELECT created_at FROM org_invitations WHERE org_slug = $1 AND created_at > $2 ORDER BY created_at',
    [org, since],
  )
  return rows.map((row) => row.created_at)
}
