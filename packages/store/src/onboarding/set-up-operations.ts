import { parseOrgSlug } from '@cloudact/core/org-slug'
import type { TableSchema } from '@cloudact/core/ports/warehouse'
import { syncCentralTables } from '../bootstrap/central-tables.ts'
import { type DryRunCheck, dryRunOnboarding } from './dry-run-onboarding.ts'
import { type OnboardingDependencies, onboardOrganization } from './onboard-organization.ts'
import type { OnboardingInput } from './onboarding-input.ts'

/** An organization to be made, as the parameters of a set-up run name it. */
export type OrganizationParameters = {
  readonly org_slug: string
  readonly company_name: string
  readonly admin_email: string
  readonly subscription_plan: string
  readonly default_currency: string
  readonly default_timezone: string
}

/** Bootstrap, dry run and onboarding as the set-up pipelines call them: the same operations as the API's routes. */
export function createSetUpOperations(
  dependencies: OnboardingDependencies & { readonly centralTables: Iterable<TableSchema> },
) {
  return {
    /** Adds the central tables and columns that are described and missing. */
    async bootstrap() {
      return dependencies.database.transaction((tx) =>
        syncCentralTables(tx, dependencies.centralTables, { tables: true, columns: true }),
      )
    },
    /** Throws `invalid_input` for a slug that cannot be one. */
    async dryRun(organization: OrganizationParameters): Promise<readonly DryRunCheck[]> {
      return dryRunOnboarding(dependencies, toInput(organization))
    },
    /** Throws what `onboardOrganization` throws. The API key stays sealed; an owner or the operator rotates to see one. */
    async onboard(organization: OrganizationParameters) {
      const { datasetId, tablesCreated } = await onboardOrganization(dependencies, toInput(organization))
      return { datasetId, tablesCreated }
    },
  }
}

function toInput(organization: OrganizationParameters): OnboardingInput {
  return {
    org: parseOrgSlug(organization.org_slug),
    companyName: organization.company_name,
    adminEmail: organization.admin_email,
    plan: organization.subscription_plan,
    currency: organization.default_currency,
    timezone: organization.default_timezone,
    ownerUserId: null,
  }
}
