import type { Transaction } from '@cloudact/core/ports/sql'

/** Uses an invitation up at `at`. False when it was used or withdrawn before. */
export async function acceptInvitation(
  tx: Transaction,
  invitationId: string,
  userId: string,
  at: Date,
): Promise<boolean> {
  const rows = await tx.query(
    `UPDATE org_invitations SET accepted_at = $3, accepted_by = $2
     WHERE invitation_id = $1 AND accepted_at IS NULL AND revoked_at IS NULL RETURNING invitation_id`,
    [invitationId, userId, at],
  )
  return rows.length === 1
}
