import type { OrgSlug } from '@cloudact/core/org-slug'

export const ORG_STATUSES = ['ACTIVE', 'TRIAL', 'SUSPENDED', 'CANCELLED'] as const
export type OrgStatus = (typeof ORG_STATUSES)[number]

/** A row of `org_profiles`. */
export type Organization = {
  readonly org_slug: OrgSlug
  readonly company_name: string
  readonly admin_email: string
  /** Name of the warehouse dataset, `{org_slug}_prod`. */
  readonly org_dataset_id: string
  readonly status: OrgStatus
  readonly subscription_plan: string | null
  readonly default_currency: string
  readonly default_country: string
  readonly default_language: string
  readonly default_timezone: string
  readonly fiscal_year_start_month: number
  readonly created_at: Date
  readonly updated_at: Date | null
}

/** Columns of an `Organization`, for SELECT and RETURNING. */
export const ORGANIZATION_COLUMNS = `org_slug, company_name, admin_email, org_dataset_id, status, subscription_plan,
  coalesce(default_currency, 'USD') AS default_currency, coalesce(default_country, 'US') AS default_country,
  coalesce(default_language, 'en') AS default_language, coalesce(default_timezone, 'UTC') AS default_timezone,
  coalesce(fiscal_year_start_month, 1) AS fiscal_year_start_month, created_at, updated_at`
