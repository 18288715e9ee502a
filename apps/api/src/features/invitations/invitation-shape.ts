import { ROLES } from '@cloudact/core/roles'
import type { InvitationRow } from '@cloudact/store/invitations/invitation-row'
import { z } from 'zod'
import { iso, Timestamp } from '../shapes.ts'

const fields = {
  invitation_id: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  invited_at: Timestamp,
  expires_at: Timestamp,
  status: z.enum(['pending', 'expired']),
}

export const InvitationShape = z.object(fields).meta({ id: 'Invitation' })

/** An invitation just made: mailed, or with the link to hand over because it was not. */
export const IssuedInvitationShape = z
  .object({
    ...fields,
    mailed: z.boolean(),
    /** Why no mail went out. */
    mail_fault: z.string().nullable(),
    /** Shown only here, and only when no mail went out. */
    invite_url: z.string().nullable(),
  })
  .meta({ id: 'IssuedInvitation' })

/** `now` in milliseconds decides whether it can still be accepted. */
export function toInvitation(row: InvitationRow, now: number): z.input<typeof InvitationShape> {
  const { invitation_id, email, role, created_at, expires_at } = row
  return {
    invitation_id,
    email,
    role,
    invited_at: iso(created_at),
    expires_at: iso(expires_at),
    status: expires_at.getTime() > now ? 'pending' : 'expired',
  }
}
