import { parseOrgSlug } from '@cloudact/core/org-slug'
import { onboardOrganization } from '@cloudact/store/onboarding/onboard-organization'
import { z } from 'zod'
import { route } from '../../context.ts'
import { onboardingDependencies } from '../../domain/onboarding.ts'
import { EmailAddress } from '../shapes.ts'
import { organizationSummary, OrganizationSummary } from './organization-summary.ts'

export const createOrganization = route({
  method: 'POST',
  path: '/api/v1/admin/organizations',
  operationId: 'createOrganization',
  tag: 'Admin',
  summary: 'Create an organization without an API key',
  auth: { kind: 'root' },
  body: z.strictObject({
    org_slug: z.string().max(200),
    /** Name of the company; the slug when absent. */
    description: z.string().trim().min(2).max(200).optional(),
    admin_email: EmailAddress.optional(),
  }),
  output: OrganizationSummary,
  audit: { action: 'CREATE', resource: 'organization' },
  handler: async ({ body, auditDetail }, context) => {
    const org = parseOrgSlug(body.org_slug)
    auditDetail(org)
    await onboardOrganization(onboardingDependencies(context), {
      org,
      companyName: body.description ?? org,
      adminEmail: body.admin_email ?? '',
      plan: 'STARTER',
      currency: 'USD',
      timezone: 'UTC',
      ownerUserId: null,
      withoutKey: true,
    })
    return organizationSummary(context, org)
  },
})
