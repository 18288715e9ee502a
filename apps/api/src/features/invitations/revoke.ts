import { revokeInvitation } from '@cloudact/store/invitations/revoke-invitation'
import { route } from '../../context.ts'
import { Done } from '../shapes.ts'
import { InvitationParams, invitationNotFound } from './invitation-params.ts'

export const revokeInvitationRoute = route({
  method: 'DELETE',
  path: '/api/v1/organizations/{org_slug}/invitations/{invitation_id}',
  operationId: 'revokeInvitation',
  tag: 'Invitations',
  summary: 'Withdraw an invitation: its link stops working',
  auth: { kind: 'scope', scope: 'members:write' },
  params: InvitationParams,
  output: Done,
  audit: { action: 'DELETE', resource: 'invitation' },
  handler: async ({ org, params, auditDetail }, context) => {
    const at = new Date(context.clock.now())
    const revoked = await revokeInvitation(context.database, org, params.invitation_id, at)
    if (!revoked) throw invitationNotFound()
    auditDetail(revoked.invitation_id, { email: revoked.email, role: revoked.role })
    return { success: true, message: 'The invitation was revoked.' }
  },
})
