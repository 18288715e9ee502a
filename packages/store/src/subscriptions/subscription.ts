import type { OrgSlug } from '@cloudact/core/org-slug'

export const SUBSCRIPTION_STATUSES = ['ACTIVE', 'TRIAL', 'EXPIRED', 'SUSPENDED', 'CANCELLED'] as const
export type SubscriptionStatus = (typeof SUBSCRIPTION_STATUSES)[number]

/** A row of `org_subscriptions`. A limit of null is unlimited. */
export type Subscription = {
  readonly subscription_id: string
  readonly org_slug: OrgSlug
  readonly plan_name: string
  readonly status: SubscriptionStatus
  readonly daily_limit: number | null
  readonly monthly_limit: number | null
  readonly concurrent_limit: number | null
  readonly seat_limit: number | null
  readonly providers_limit: number | null
  readonly trial_end_date: string | null
  readonly created_at: Date
  readonly updated_at: Date | null
}

export const SUBSCRIPTION_COLUMNS = `subscription_id, org_slug, plan_name, status, daily_limit, monthly_limit,
  concurrent_limit, seat_limit, providers_limit, trial_end_date, created_at, updated_at`

export type Limits = Pick<
  Subscription,
  'daily_limit' | 'monthly_limit' | 'concurrent_limit' | 'seat_limit' | 'providers_limit'
>
