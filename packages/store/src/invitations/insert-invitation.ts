import type { Transaction } from '@cloudact/core/ports/sql'
import type { InvitationRow } from './invitation-row.ts'

/** Stores an invitation beside the hash of its token. The caller has made sure that no other is open for the address. */
export async function insertInvitation(
  tx: Transaction,
  invitation: InvitationRow & { readonly token_hash: string },
): Promise<void> {
  await tx.query(
    `INSERT INTO org_invitations (invitation_id, org_slug, email, role, token_hash, invited_by, created_at, expires_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8)`,
    [
      invitation.invitation_id,
      invitation.org_slug,
      invitation.email,
      invitation.role,
      invitation.token_hash,
      invitation.invited_by,
      invitation.created_at,
      invitation.expires_at,
    ],
  )
}
