import { acceptInvitationRoute } from './accept.ts'
import { createInvitation } from './create.ts'
import { findInvitationRoute } from './find.ts'
import { listInvitations } from './list.ts'
import { resendInvitation } from './resend.ts'
import { revokeInvitationRoute } from './revoke.ts'

export const invitationRoutes = [
  createInvitation,
  listInvitations,
  resendInvitation,
  revokeInvitationRoute,
  findInvitationRoute,
  acceptInvitationRoute,
]
