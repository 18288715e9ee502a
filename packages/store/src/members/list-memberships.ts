import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Role } from '@cloudact/core/roles'

export type Membership = { readonly org_slug: OrgSlug; readonly role: Role; readonly company_name: string }

/** Organizations of a person, by name. */
export async function listMemberships(sql: Sql, userId: string): Promise<Membership[]> {
  return sql.query<Membership>(
    `SELECT member.org_slug, member.role, profile.company_name
     FROM org_members AS member JOIN org_profiles AS profile USING (org_slug)
     WHERE member.user_id = $1 ORDER BY profile.company_name, member.org_slug`,
    [userId],
  )
}
