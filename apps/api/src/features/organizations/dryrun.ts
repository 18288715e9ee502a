import { parseOrgSlug } from '@cloudact/core/org-slug'
import { dryRunOnboarding } from '@cloudact/store/onboarding/dry-run-onboarding'
import { z } from 'zod'
import { route } from '../../context.ts'
import { EmailAddress } from '../shapes.ts'

export const dryRunOnboardingRoute = route({
  method: 'POST',
  path: '/api/v1/organizations/dryrun',
  operationId: 'dryRunOnboarding',
  tag: 'Organizations',
  summary: 'Check an onboarding without doing it',
  auth: { kind: 'person' },
  body: z.strictObject({
    org_slug: z.string().max(200),
    company_name: z.string().trim().min(2).max(200),
    admin_email: EmailAddress,
    subscription_plan: z.string().max(50).default('STARTER'),
    default_currency: z.string().max(10).default('USD'),
    default_timezone: z.string().max(64).default('UTC'),
  }),
  output: z.object({
    status: z.enum(['PASSED', 'FAILED']),
    org_slug: z.string(),
    subscription_plan: z.string(),
    company_name: z.string(),
    admin_email: z.string(),
    validation_summary: z.object({
      total: z.number().int(),
      passed: z.number().int(),
      failed: z.number().int(),
    }),
    validation_results: z.array(z.object({ name: z.string(), passed: z.boolean(), message: z.string() })),
    message: z.string(),
    ready_for_onboarding: z.boolean(),
  }),
  audit: { action: 'EXECUTE', resource: 'onboarding_dryrun' },
  handler: async ({ body, caller }, context) => {
    const org = parseOrgSlug(body.org_slug)
    const { database, kms, catalog } = context
    const results = await dryRunOnboarding(
      { database, kms, plans: catalog.plans },
      {
        org,
        companyName: body.company_name,
        adminEmail: body.admin_email,
        plan: body.subscription_plan,
        currency: body.default_currency,
        timezone: body.default_timezone,
        ownerUserId: caller.kind === 'person' ? caller.userId : null,
      },
    )
    const failed = results.filter((result) => !result.passed)
    const ready = failed.length === 0
    return {
      status: ready ? ('PASSED' as const) : ('FAILED' as const),
      org_slug: org,
      subscription_plan: body.subscription_plan,
      company_name: body.company_name,
      admin_email: body.admin_email,
      validation_summary: {
        total: results.length,
        passed: results.length - failed.length,
        failed: failed.length,
      },
      validation_results: [...results],
      message: ready ? 'Ready for onboarding.' : failed.map((result) => result.message).join(' '),
      ready_for_onboarding: ready,
    }
  },
})
