import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { type Organization, ORGANIZATION_COLUMNS } from './organization.ts'

export async function findOrganization(sql: Sql, org: OrgSlug): Promise<Organization | undefined> {
  const rows = await sql.query<Organization>(
    `SELECT ${ORGANIZATION_COLUMNS} FROM org_profiles WHERE org_slug = $1 AND status <> 'SYSTEM'`,
    [org],
  )
  return rows[0]
}

export async function organizationExists(sql: Sql, org: OrgSlug): Promise<boolean> {
  return (
    (await sql.query(`SELECT 1 FROM org_profiles WHERE org_slug = $1 AND status <> 'SYSTEM'`, [org])).length >
    0
  )
}
