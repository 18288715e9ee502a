import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { type Subscription, SUBSCRIPTION_COLUMNS } from './subscription.ts'

export type SubscriptionChange = Partial<
  Pick<
    Subscription,
    | 'plan_name'
    | 'status'
    | 'daily_limit'
    | 'monthly_limit'
    | 'concurrent_limit'
    | 'seat_limit'
    | 'providers_limit'
    | 'trial_end_date'
  >
>

const COLUMNS = [
  'plan_name',
  'status',
  'daily_limit',
  'monthly_limit',
  'concurrent_limit',
  'seat_limit',
  'providers_limit',
  'trial_end_date',
] as const

/**
 * Changes the columns that are present (null is a value: unlimited), and keeps the organization's own plan and status
 * in step. Undefined when there is no such subscription.
 */
export async function updateSubscription(
  tx: Transaction,
  org: OrgSlug,
  change: SubscriptionChange,
): Promise<Subscription | undefined> {
  const changed = COLUMNS.filter((column) => change[column] !== undefined)
  const assignments = changed.map((column, index) => `${column} = $${index + 2}, `).join('')
  const rows = await tx.query<Subscription>(
    `UPDATE org_subscriptions SET ${assignments}updated_at = now() WHERE org_slug = $1 RETURNING ${SUBSCRIPTION_COLUMNS}`,
    [org, ...changed.map((column) => change[column] ?? null)],
  )
  const [subscription] = rows
  if (!subscription) return undefined
  await tx.query(
    'UPDATE org_profiles SET subscription_plan = $2, status = $3, updated_at = now() WHERE org_slug = $1',
    [org, subscription.plan_name, subscription.status === 'EXPIRED' ? 'SUSPENDED' : subscription.status],
  )
  return subscription
}
