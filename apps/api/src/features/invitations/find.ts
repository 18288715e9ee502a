import { ROLES } from '@cloudact/core/roles'
import { sha256 } from '@cloudact/security/constant-time'
import { findInvitation } from '@cloudact/store/invitations/find-invitation'
import { z } from 'zod'
import { route } from '../../context.ts'
import { iso, Timestamp } from '../shapes.ts'
import { invitationGone, InvitationToken } from './invitation-params.ts'

export const findInvitationRoute = route({
  method: 'GET',
  path: '/api/v1/invitations/by-token',
  operationId: 'findInvitation',
  tag: 'Invitations',
  summary: 'What the holder of an invitation’s token is invited to',
  auth: { kind: 'public' },
  // In a header, because addresses end up in logs.
  headers: z.object({ 'x-invitation-token': InvitationToken }),
  output: z.object({
    company_name: z.string(),
    email: z.string(),
    role: z.enum(ROLES),
    inviter: z.string().nullable(),
    expires_at: Timestamp,
  }),
  handler: async ({ headers }, context) => {
    const found = await findInvitation(context.database, sha256(headers['x-invitation-token']))
    if (!found || found.accepted_by !== null || found.expires_at.getTime() <= context.clock.now())
      throw invitationGone()
    const { company_name, email, role, inviter, expires_at } = found
    return { company_name, email, role, inviter, expires_at: iso(expires_at) }
  },
})
