import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'
import { newOrganization } from '../../../new-organization.ts'
import { defineProcessor } from '../../../processor.ts'
import { requireService } from '../../../require-service.ts'

/** Checks everything that could stop an onboarding. Fails, naming each reason, when something does. */
export default defineProcessor({
  summary: 'Checks whether an organization could be onboarded, without doing it.',
  config: z.strictObject({}),

  async run(context) {
    const setup = requireService(context.services, 'setup', 'setup.organizations.dryrun')
    const organization = newOrganization(context)
    const checks = await setup.dryRun(organization, context.signal)
    const failed = checks.filter((check) => !check.passed)
    if (failed.length > 0) {
      throw new AppError(
        'invalid_input',
        `"${organization.org_slug}" cannot be onboarded: ${failed.map((check) => check.message).join(' ')}`,
        {
          faults: failed.map((check) => ({ path: check.name, message: check.message })),
        },
      )
    }
    return { rows: 0, output: { org_slug: organization.org_slug, ready_for_onboarding: true, checks } }
  },
})
