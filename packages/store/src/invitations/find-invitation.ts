import type { Sql } from '@cloudact/core/ports/sql'
import type { InvitationRow } from './invitation-row.ts'

export type FoundInvitation = InvitationRow & {
  readonly company_name: string
  /** Null when whoever invited has no account any more, or is no person. */
  readonly inviter: string | null
  readonly accepted_by: string | null
}

/** The invitation of a token, accepted ones too; undefined when there is none or it was withdrawn. */
export async function findInvitation(sql: Sql, tokenHash: string): Promise<FoundInvitation | undefined> {
  const [found] = await sql.query<FoundInvitation>(
    `SELECT invitation.invitation_id, invitation.org_slug, invitation.email, invitation.role, invitation.invited_by,
            invitation.created_at, invitation.expires_at, invitation.accepted_by, profile.company_name,
            person.name AS inviter
     FROM org_invitations AS invitation
     JOIN org_profiles AS profile USING (org_slug)
     LEFT JOIN auth_users AS person ON person.id = invitation.invited_by
     WHERE invitation.token_hash = $1 AND invitation.revoked_at IS NULL`,
    [tokenHash],
  )
  return found
}
