import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { INVITATION_COLUMNS, type InvitationRow } from './invitation-row.ts'

/** Invitations neither accepted nor withdrawn, newest first; those past their time are among them. */
export async function listOpenInvitations(sql: Sql, org: OrgSlug): Promise<InvitationRow[]> {
  return sql.query<InvitationRow>(
    `SELECT ${INVITATION_COLUMNS} FROM org_invitations
     WHERE org_slug = $1 AND accepted_at IS NULL AND revoked_at IS NULL
     ORDER BY created_at DESC, invitation_id`,
    [org],
  )
}
