import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'

export type NewOrganization = {
  readonly org: OrgSlug
  readonly companyName: string
  readonly adminEmail: string
  readonly datasetId: string
  readonly status: 'TRIAL' | 'ACTIVE'
  readonly plan: string
  readonly currency: string
  readonly country: string
  readonly language: string
  readonly timezone: string
}

/** False when the slug is taken; nothing is changed then. */
export async function insertOrganization(tx: Transaction, organization: NewOrganization): Promise<boolean> {
  const rows = await tx.query(
    `INSERT INTO org_profiles (org_slug, company_name, admin_email, org_dataset_id, status, subscription_plan,
       default_currency, default_country, default_language, default_timezone, fiscal_year_start_month)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, 1)
     ON CONFLICT (org_slug) DO NOTHING
     RETURNING org_slug`,
    [
      organization.org,
      organization.companyName,
      organization.adminEmail,
      organization.datasetId,
      organization.status,
      organization.plan,
      organization.currency,
      organization.country,
      organization.language,
      organization.timezone,
    ],
  )
  return rows.length === 1
}
