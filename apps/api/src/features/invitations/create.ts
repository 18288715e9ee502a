import { ROLES } from '@cloudact/core/roles'
import { z } from 'zod'
import { route } from '../../context.ts'
import { requireRoleGrant } from '../members/require-role-grant.ts'
import { EmailAddress, OrgParams } from '../shapes.ts'
import { deliverInvitation } from './deliver-invitation.ts'
import { IssuedInvitationShape } from './invitation-shape.ts'
import { issueInvitation } from './issue-invitation.ts'

export const createInvitation = route({
  method: 'POST',
  path: '/api/v1/organizations/{org_slug}/invitations',
  operationId: 'createInvitation',
  tag: 'Invitations',
  summary: 'Invite a person by e-mail, with a role',
  auth: { kind: 'scope', scope: 'members:write' },
  params: OrgParams,
  body: z.strictObject({ email: EmailAddress, role: z.enum(ROLES) }),
  statuses: [201],
  output: IssuedInvitationShape,
  audit: { action: 'CREATE', resource: 'invitation' },
  handler: async ({ org, body, caller, auditDetail }, context) => {
    requireRoleGrant(caller, org, body.role)
    const email = body.email.toLowerCase()
    const now = context.clock.now()
    const issued = await context.database.transaction((tx) =>
      issueInvitation(tx, { org, email, role: body.role, caller, now }),
    )
    const answer = await deliverInvitation(context, issued, caller)
    auditDetail(answer.invitation_id, { email, role: body.role, mailed: answer.mailed })
    return answer
  },
})
