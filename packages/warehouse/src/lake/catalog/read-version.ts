import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** Grows with every change to the organization's slices or table schemas; '0' before the first. */
export async function readVersion(sql: Sql, org: OrgSlug): Promise<string> {
  const [row] = await sql.query<{ version: string }>(
    'SELECT version FROM lake_versions WHERE org_slug = $1',
    [org],
  )
  return row?.version ?? '0'
}
