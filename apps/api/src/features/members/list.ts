import { listMembers } from '@cloudact/store/members/members'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { MemberShape, toMember } from './member-shape.ts'

export const listMembersRoute = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/members',
  operationId: 'listMembers',
  tag: 'Members',
  summary: 'People of the organization and their roles',
  auth: { kind: 'scope', scope: 'org:read' },
  params: OrgParams,
  output: z.object({ org_slug: z.string(), members: z.array(MemberShape) }),
  handler: async ({ org }, context) => ({
    org_slug: org,
    members: (await listMembers(context.database, org)).map(toMember),
  }),
})
