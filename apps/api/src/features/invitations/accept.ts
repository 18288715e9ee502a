import { AppError } from '@cloudact/core/errors'
import { ROLES } from '@cloudact/core/roles'
import { sha256 } from '@cloudact/security/constant-time'
import { acceptInvitation } from '@cloudact/store/invitations/accept-invitation'
import { findInvitation } from '@cloudact/store/invitations/find-invitation'
import { insertMember, listMembers } from '@cloudact/store/members/members'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { z } from 'zod'
import { route } from '../../context.ts'
import { refuseBeyondSeats } from '../members/refuse-beyond-seats.ts'
import { invitationGone, InvitationToken } from './invitation-params.ts'

export const acceptInvitationRoute = route({
  method: 'POST',
  path: '/api/v1/invitations/accept',
  operationId: 'acceptInvitation',
  tag: 'Invitations',
  summary: 'Join the organization one was invited to',
  auth: { kind: 'person' },
  body: z.strictObject({ token: InvitationToken }),
  output: z.object({ org_slug: z.string(), company_name: z.string(), role: z.enum(ROLES) }),
  audit: { action: 'UPDATE', resource: 'invitation' },
  handler: async ({ body, caller, auditIn, auditDetail }, context) => {
    if (caller.kind !== 'person') throw new AppError('forbidden', 'The root key belongs to no person.')
    const hash = sha256(body.token)
    const now = context.clock.now()
    const found = await findInvitation(context.database, hash)
    if (!found) throw invitationGone()
    const { org_slug: org, company_name, invitation_id: id } = found
    auditIn(org)
    auditDetail(id, { email: found.email, role: found.role })
    if (found.email !== caller.email.toLowerCase()) {
      throw new AppError(
        'forbidden',
        `This invitation is for ${found.email} and you are signed in as ${caller.email}. Sign in with the invited address.`,
      )
    }
    const role = await context.database.forOrg(org).transaction(async (tx) => {
      // Whoever joins takes turns with whoever is added, so that the last seat is given once.
      const { seat_limit: seats } = await lockSubscription(tx, org)
      const invitation = await findInvitation(tx, hash)
      const members = await listMembers(tx, org)
      const member = members.find((candidate) => candidate.user_id === caller.userId)
      // A second press of the button, or an answer lost on the way, is no fault.
      if (member && invitation?.accepted_by === caller.userId) return member.role
      if (!invitation || invitation.accepted_by !== null || invitation.expires_at.getTime() <= now)
        throw invitationGone()
      if (!member) {
        refuseBeyondSeats(seats, members.length, 'Ask an owner to make room, then open the link again.')
        await insertMember(tx, {
          org,
          userId: caller.userId,
          role: invitation.role,
          addedBy: invitation.invited_by,
        })
      }
      if (!(await acceptInvitation(tx, id, caller.userId, new Date(now)))) throw invitationGone()
      return member?.role ?? invitation.role
    })
    return { org_slug: org, company_name, role }
  },
})
