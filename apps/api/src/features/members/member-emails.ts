import { ROLES } from '@cloudact/core/roles'
import { listMembers } from '@cloudact/store/members/members'
import { findOrganization } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'

export const memberEmails = route({
  method: 'GET',
  path: '/api/v1/organizations/{org_slug}/members/emails',
  operationId: 'memberEmails',
  tag: 'Members',
  summary: 'Addresses of members; the organization’s own contact when it has none',
  auth: { kind: 'root' },
  params: OrgParams,
  query: z.strictObject({ role: z.enum(ROLES).optional() }),
  output: z.object({ org_slug: z.string(), emails: z.array(z.string()), count: z.number().int() }),
  handler: async ({ org, query }, context) => {
    const members = await listMembers(context.database, org)
    const emails = members
      .filter((member) => query.role === undefined || member.role === query.role)
      .map(({ email }) => email)
    const contact = (await findOrganization(context.database, org))?.admin_email
    const addresses = members.length === 0 && contact ? [contact] : emails
    return { org_slug: org, emails: addresses, count: addresses.length }
  },
})
