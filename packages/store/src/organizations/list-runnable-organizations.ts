import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** Organizations whose subscription lets pipelines run, in order of their slugs. */
export async function listRunnableOrganizations(sql: Sql): Promise<OrgSlug[]> {
  const rows = await sql.query<{ org_slug: OrgSlug }>(
    `SELECT org_slug FROM org_subscriptions WHERE status IN ('ACTIVE', 'TRIAL') ORDER BY org_slug`,
  )
  return rows.map((row) => row.org_slug)
}
