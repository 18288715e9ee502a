import { parseOrgSlug, type OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'

type Limits = {
  readonly daily?: number | null
  readonly monthly?: number | null
  readonly concurrent?: number | null
  readonly status?: string
}

/** Inserts an organization with a plan; limits are unlimited unless given. */
export async function testOrganization(
  database: Database,
  slug: string,
  limits: Limits = {},
): Promise<OrgSlug> {
  const org = parseOrgSlug(slug)
  await database.query(
    `INSERT INTO org_profiles (org_slug, company_name, admin_email, org_dataset_id, status) VALUES ($1, $1, 'a@example.com', $1 || '_prod', 'ACTIVE')`,
    [org],
  )
  await database.query(
    `INSERT INTO org_subscriptions (subscription_id, org_slug, plan_name, status, daily_limit, monthly_limit, concurrent_limit)
     VALUES ('sub_' || $1, $1, 'STARTER', $2, $3, $4, $5)`,
    [org, limits.status ?? 'ACTIVE', limits.daily ?? null, limits.monthly ?? null, limits.concurrent ?? null],
  )
  return org
}
