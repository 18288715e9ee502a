import type { Sql } from '@cloudact/core/ports/sql'

/** Whether some organization has an invitation open for the address. Tells nothing else of it, so no tenant meets another. */
export async function isInvited(sql: Sql, email: string, now: Date): Promise<boolean> {
  const [row] = await sql.query<{ invited: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM org_invitations
       WHERE email = lower($1) AND accepted_at IS NULL AND revoked_at IS NULL AND expires_at > $2) AS invited`,
    [email, now],
  )
  return row?.invited ?? false
}
