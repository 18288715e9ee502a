import { listOrganizations } from '@cloudact/store/organizations/list-organizations'
import { ORG_STATUSES } from '@cloudact/store/organizations/organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { iso, Timestamp } from '../shapes.ts'

export const listOrganizationsRoute = route({
  method: 'GET',
  path: '/api/v1/organizations',
  operationId: 'listOrganizations',
  tag: 'Organizations',
  summary: 'List all organizations',
  auth: { kind: 'root' },
  query: z.strictObject({
    page: z.coerce.number().int().min(1).max(1_000_000).default(1),
    page_size: z.coerce.number().int().min(1).max(100).default(50),
    status: z.enum(ORG_STATUSES).optional(),
  }),
  output: z.object({
    organizations: z.array(
      z.object({
        org_slug: z.string(),
        company_name: z.string(),
        admin_email: z.string(),
        subscription_plan: z.string(),
        status: z.string(),
        default_currency: z.string(),
        default_timezone: z.string(),
        created_at: Timestamp,
      }),
    ),
    total: z.number().int(),
    page: z.number().int(),
    page_size: z.number().int(),
    has_next: z.boolean(),
  }),
  handler: async ({ query }, context) => {
    const { page, page_size: limit, status } = query
    const { organizations, total } = await listOrganizations(context.database, {
      status,
      limit,
      offset: (page - 1) * limit,
    })
    return {
      organizations: organizations.map((organization) => ({
        ...organization,
        subscription_plan: organization.subscription_plan ?? '',
        created_at: iso(organization.created_at),
      })),
      total,
      page,
      page_size: limit,
      has_next: page * limit < total,
    }
  },
})
