import { route } from '../../context.ts'
import { OrgParams } from '../shapes.ts'
import { organizationSummary, OrganizationSummary } from './organization-summary.ts'

export const getOrganization = route({
  method: 'GET',
  path: '/api/v1/admin/organizations/{org_slug}',
  operationId: 'getOrganization',
  tag: 'Admin',
  summary: 'Keys and runs of an organization',
  auth: { kind: 'root' },
  params: OrgParams,
  output: OrganizationSummary,
  handler: async ({ org }, context) => organizationSummary(context, org),
})
