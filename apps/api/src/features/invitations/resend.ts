import { revokeInvitation } from '@cloudact/store/invitations/revoke-invitation'
import { lockSubscription } from '@cloudact/store/quota/subscription'
import { route } from '../../context.ts'
import { requireRoleGrant } from '../members/require-role-grant.ts'
import { deliverInvitation } from './deliver-invitation.ts'
import { InvitationParams, invitationNotFound } from './invitation-params.ts'
import { IssuedInvitationShape } from './invitation-shape.ts'
import { issueInvitation } from './issue-invitation.ts'

export const resendInvitation = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/invitations/{invitation_id}/resend',
  operationId: 'resendInvitation',
  tag: 'Invitations',
  summary: 'Replace an open invitation by a new one: new link, another 48 hours',
  auth: { kind: 'scope', scope: 'members:write' },
  params: InvitationParams,
  statuses: [201],
  output: IssuedInvitationShape,
  audit: { action: 'UPDATE', resource: 'invitation' },
  handler: async ({ org, params, caller, auditDetail }, context) => {
    const now = context.clock.now()
    const issued = await context.database.transaction(async (tx) => {
      await lockSubscription(tx, org)
      const old = await revokeInvitation(tx, org, params.invitation_id, new Date(now))
      if (!old) throw invitationNotFound()
      requireRoleGrant(caller, org, old.role)
      return issueInvitation(tx, { org, email: old.email, role: old.role, caller, now })
    })
    const answer = await deliverInvitation(context, issued, caller)
    auditDetail(answer.invitation_id, {
      replaces: params.invitation_id,
      email: answer.email,
      role: answer.role,
      mailed: answer.mailed,
    })
    return answer
  },
})
