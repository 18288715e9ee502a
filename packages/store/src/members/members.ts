import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Role } from '@cloudact/core/roles'

export type Member = {
  readonly user_id: string
  readonly email: string
  readonly name: string
  readonly role: Role
  readonly created_at: Date
}

/** Members of an organization, owners first, then by address. */
export async function listMembers(sql: Sql, org: OrgSlug): Promise<Member[]> {
  return sql.query<Member>(
    `SELECT member.user_id, person.email, person.name, member.role, member.created_at
     FROM org_members AS member JOIN auth_users AS person ON person.id = member.user_id
     WHERE member.org_slug = $1
     ORDER BY array_position(ARRAY['owner', 'admin', 'editor', 'viewer'], member.role), person.email`,
    [org],
  )
}

/** A person of the deployment by address, in any case. */
export async function findPersonByEmail(
  sql: Sql,
  email: string,
): Promise<{ readonly id: string; readonly email: string; readonly name: string } | undefined> {
  const rows = await sql.query<{ id: string; email: string; name: string }>(
    'SELECT id, email, name FROM auth_users WHERE email = lower($1)',
    [email],
  )
  return rows[0]
}

/** False when the person is a member already. */
export async function insertMember(
  sql: Sql,
  member: {
    readonly org: OrgSlug
    readonly userId: string
    readonly role: Role
    readonly addedBy: string | null
  },
): Promise<boolean> {
  const rows = await sql.query(
    `INSERT INTO org_members (org_slug, user_id, role, added_by) VALUES ($1, $2, $3, $4)
     ON CONFLICT (org_slug, user_id) DO NOTHING RETURNING user_id`,
    [member.org, member.userId, member.role, member.addedBy],
  )
  return rows.length === 1
}

/** False when there is no such member. */
export async function deleteMember(sql: Sql, org: OrgSlug, userId: string): Promise<boolean> {
  const rows = await sql.query(
    'DELETE FROM org_members WHERE org_slug = $1 AND user_id = $2 RETURNING user_id',
    [org, userId],
  )
  return rows.length === 1
}
