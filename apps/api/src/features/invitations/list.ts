import { listOpenInvitations } from '@cloudact/store/invitations/list-open-invitations'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { InvitationShape, toInvitation } from './invitation-shape.ts'

export const listInvitations = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/invitations',
  operationId: 'listInvitations',
  tag: 'Invitations',
  summary: 'Invitations nobody has accepted yet, and whether this server can mail them',
  auth: { kind: 'scope', scope: 'members:write' },
  params: OrgParams,
  output: z.object({ org_slug: z.string(), mail: z.boolean(), invitations: z.array(InvitationShape) }),
  handler: async ({ org }, context) => {
    const now = context.clock.now()
    const open = await listOpenInvitations(context.database, org)
    return {
      org_slug: org,
      mail: context.sendLetter !== undefined,
      invitations: open.map((row) => toInvitation(row, now)),
    }
  },
})
