import { formatDay, addDays } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Clock } from '@cloudact/core/ports/clock'
import type { Kms } from '@cloudact/core/ports/kms'
import type { Database, Transaction } from '@cloudact/core/ports/sql'
import type { TableSchema, Warehouse } from '@cloudact/core/ports/warehouse'
import { DEFAULT_KEY_SCOPES } from '@cloudact/core/roles'
import { insertApiKey } from '../api-keys/insert-api-key.ts'
import { MAIN_KEY_NAME } from '../api-keys/main-key.ts'
import { type ApiKeyFactory, prepareApiKey } from '../api-keys/prepare-api-key.ts'
import { insertMember } from '../members/members.ts'
import { organizationExists } from '../organizations/find-organization.ts'
import { insertOrganization } from '../organizations/insert-organization.ts'
import { insertSubscription } from '../subscriptions/insert-subscription.ts'
import { checkOnboardingInput, datasetOf, type OnboardingInput, type Plans } from './onboarding-input.ts'
import { isReservedSlug } from './reserved-slugs.ts'

const TRIAL_DAYS = 14

export type OnboardingDependencies = {
  readonly database: Database
  readonly warehouse: Warehouse
  readonly kms: Kms
  readonly keys: ApiKeyFactory
  readonly plans: Plans
  /** Per-organization tables, made empty at once so that every query finds them. */
  readonly tables: Iterable<TableSchema>
  readonly clock: Clock
}

export type Onboarded = {
  readonly org: OrgSlug
  /** Shown once; null when the input asked for none. */
  readonly apiKey: string | null
  readonly plan: string
  readonly currency: string
  readonly timezone: string
  readonly datasetId: string
  readonly tablesCreated: readonly string[]
  readonly trialEnd: string
}

/**
 * Creates an organization: warehouse tables first, which can be made any number of times and are nobody's until the
 * organization exists, then its rows in one transaction. A failure anywhere leaves no organization.
 *
 * Throws `invalid_input` for a plan, currency or time zone that does not exist, `conflict` for a slug that is taken or
 * reserved.
 */
export async function onboardOrganization(
  dependencies: OnboardingDependencies,
  input: OnboardingInput,
): Promise<Onboarded> {
  const { database, warehouse, kms, keys, plans, tables, clock } = dependencies
  const checked = checkOnboardingInput(input, plans)
  const { org, plan } = checked
  if (isReservedSlug(org) || (await organizationExists(database, org))) throw slugTaken(org)
  const datasetId = datasetOf(org)
  const trialEnd = addDays(formatDay(clock.now()), TRIAL_DAYS)
  const tablesCreated = await ensureTables(warehouse, org, tables)
  await warehouse.forOrg(org).setTimeZone(checked.timezone)
  const key = checked.withoutKey ? null : await prepareApiKey(kms, keys, org)
  await database.transaction(async (tx) => {
    const created = await insertOrganization(tx, {
      org,
      companyName: checked.companyName,
      adminEmail: checked.adminEmail,
      datasetId,
      status: 'TRIAL',
      plan: plan.key,
      currency: checked.currency,
      country: 'US',
      language: 'en',
      timezone: checked.timezone,
    })
    if (!created) throw slugTaken(org)
    await insertSubscription(tx, { org, plan: plan.key, status: 'TRIAL', limits: plan, trialEnd })
    if (key) await insertApiKey(tx, { ...key, scopes: DEFAULT_KEY_SCOPES, name: MAIN_KEY_NAME, main: true })
    await insertQuotaRow(tx, org, formatDay(clock.now()))
    if (checked.ownerUserId !== null) {
      await insertMember(tx, { org, userId: checked.ownerUserId, role: 'owner', addedBy: null })
    }
  })
  return {
    org,
    apiKey: key?.key ?? null,
    plan: plan.key,
    currency: checked.currency,
    timezone: checked.timezone,
    datasetId,
    tablesCreated,
    trialEnd,
  }
}

/** Makes the tables an organization lacks. Returns the names of the new ones. */
export async function ensureTables(
  warehouse: Warehouse,
  org: OrgSlug,
  tables: Iterable<TableSchema>,
): Promise<string[]> {
  const dataset = warehouse.forOrg(org)
  const created: string[] = []
  for (const table of tables) {
    if ((await dataset.ensureTable(table)).created) created.push(table.name)
  }
  return created
}

/** Today's counters at zero, so that the quota page shows an organization that has not run anything. */
async function insertQuotaRow(tx: Transaction, org: OrgSlug, today: string): Promise<void> {
  await tx.query(
    `INSERT INTO org_usage_quotas (usage_id, org_slug, usage_date, daily_limit, monthly_limit, concurrent_limit, seat_limit, providers_limit)
     SELECT org_slug || '_' || $2, org_slug, $2::date, daily_limit, monthly_limit, concurrent_limit, seat_limit, providers_limit
     FROM org_subscriptions WHERE org_slug = $1
     ON CONFLICT (org_slug, usage_date) DO NOTHING`,
    [org, today],
  )
}

function slugTaken(org: OrgSlug): AppError {
  return new AppError('conflict', `The organization name "${org}" is taken or reserved. Choose another one.`)
}
