import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { INVITATION_COLUMNS, type InvitationRow } from './invitation-row.ts'

/** Ends an open invitation at `at`: its link stops working. Undefined when there is no such open invitation. */
export async function revokeInvitation(
  sql: Sql,
  org: OrgSlug,
  invitationId: string,
  at: Date,
): Promise<InvitationRow | undefined> {
  const [revoked] = await sql.query<InvitationRow>(
    `UPDATE org_invitations SET revoked_at = $3
     WHERE org_slug = $1 AND invitation_id = $2 AND accepted_at IS NULL AND revoked_at IS NULL
     RETURNING ${INVITATION_COLUMNS}`,
    [org, invitationId, at],
  )
  return revoked
}
