import { AppError } from '@cloudact/core/errors'
import { generateOrgSlug, parseOrgSlug } from '@cloudact/core/org-slug'
import type { Caller } from '@cloudact/http/caller'
import { onboardOrganization } from '@cloudact/store/onboarding/onboard-organization'
import { findOrganization, organizationExists } from '@cloudact/store/organizations/find-organization'
import { z } from 'zod'
import { type ApiContext, route } from '../../context.ts'
import { IdempotencyHeaders, idempotently } from '../../domain/idempotently.ts'
import { onboardingDependencies } from '../../domain/onboarding.ts'
import { replaceAllApiKeys } from '../../domain/replace-api-key.ts'
import { EmailAddress } from '../shapes.ts'

const Body = z.strictObject({
  /** Made from the company name when absent. */
  org_slug: z.string().max(200).optional(),
  company_name: z.string().trim().min(2).max(200),
  /** A signed-in person's own address when absent. */
  admin_email: EmailAddress.optional(),
  subscription_plan: z.string().max(50).default('STARTER'),
  default_currency: z.string().max(10).default('USD'),
  default_timezone: z.string().max(64).default('UTC'),
  /** Operator only: makes a new key for an organization that is there already. */
  regenerate_api_key_if_exists: z.boolean().default(false),
})

const Output = z
  .object({
    org_slug: z.string(),
    api_key: z.string().describe('Shown once; keep it.'),
    subscription_plan: z.string(),
    default_currency: z.string(),
    default_country: z.string(),
    default_language: z.string(),
    default_timezone: z.string(),
    dataset_id: z.string(),
    dataset_created: z.boolean(),
    tables_created: z.array(z.string()),
    trial_end_date: z.iso.date().nullable(),
    dryrun_status: z.string(),
    message: z.string(),
  })
  .meta({ id: 'OnboardedOrganization' })
type Onboarded = z.output<typeof Output>

export const onboardOrganizationRoute = route({
  method: 'POST',
  path: '/api/v1/organizations/onboard',
  operationId: 'onboardOrganization',
  tag: 'Organizations',
  summary: 'Create an organization with its tables, trial and API key',
  auth: { kind: 'person' },
  headers: IdempotencyHeaders,
  body: Body,
  output: Output,
  audit: { action: 'CREATE', resource: 'organization' },
  handler: async (request, context) => {
    const { body, caller } = request
    const response = await idempotently(
      context,
      { owner: ownerOf(caller), key: request.headers['idempotency-key'], request: body, schema: Output },
      () => onboard(body, caller, context),
    )
    request.auditDetail(response.org_slug, { plan: response.subscription_plan })
    return response
  },
})

async function onboard(body: z.output<typeof Body>, caller: Caller, context: ApiContext): Promise<Onboarded> {
  const org =
    body.org_slug === undefined
      ? generateOrgSlug(body.company_name, context.clock.now())
      : parseOrgSlug(body.org_slug)
  const adminEmail = body.admin_email ?? (caller.kind === 'person' ? caller.email : undefined)
  if (adminEmail === undefined) throw new AppError('invalid_input', 'admin_email is required.')
  if (body.regenerate_api_key_if_exists) {
    if (caller.kind !== 'root')
      throw new AppError('forbidden', 'Only the operator may make a new key by onboarding again.')
    if (await organizationExists(context.database, org)) return renewed(context, org, caller)
  }
  const made = await onboardOrganization(onboardingDependencies(context), {
    org,
    companyName: body.company_name,
    adminEmail,
    plan: body.subscription_plan,
    currency: body.default_currency,
    timezone: body.default_timezone,
    ownerUserId: caller.kind === 'person' ? caller.userId : null,
  })
  if (made.apiKey === null) throw new AppError('internal', 'The organization was made without a key.')
  context.secrets.register(made.apiKey)
  return {
    org_slug: made.org,
    api_key: made.apiKey,
    subscription_plan: made.plan,
    default_currency: made.currency,
    default_country: 'US',
    default_language: 'en',
    default_timezone: made.timezone,
    dataset_id: made.datasetId,
    dataset_created: true,
    tables_created: [...made.tablesCreated],
    trial_end_date: made.trialEnd,
    dryrun_status: 'PASSED',
    message: `Organization ${made.org} was created. Keep the API key: it is not shown again.`,
  }
}

async function renewed(
  context: ApiContext,
  org: ReturnType<typeof parseOrgSlug>,
  caller: Caller,
): Promise<Onboarded> {
  const organization = await findOrganization(context.database, org)
  if (!organization) throw new AppError('not_found', 'There is no such organization.')
  const { key } = await replaceAllApiKeys(context, org, caller)
  return {
    org_slug: org,
    api_key: key,
    subscription_plan: organization.subscription_plan ?? '',
    default_currency: organization.default_currency,
    default_country: organization.default_country,
    default_language: organization.default_language,
    default_timezone: organization.default_timezone,
    dataset_id: organization.org_dataset_id,
    dataset_created: false,
    tables_created: [],
    trial_end_date: null,
    dryrun_status: 'SKIPPED',
    message: `Organization ${org} was there already; its earlier keys no longer work.`,
  }
}

function ownerOf(caller: Caller): string {
  return caller.kind === 'person' ? `person:${caller.userId}` : 'SYSTEM'
}
