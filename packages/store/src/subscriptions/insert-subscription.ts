import { randomUUID } from 'node:crypto'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { Limits } from './subscription.ts'

export async function insertSubscription(
  tx: Transaction,
  subscription: {
    readonly org: OrgSlug
    readonly plan: string
    readonly status: 'TRIAL' | 'ACTIVE'
    readonly limits: Limits
    /** Last day of the trial, UTC. */
    readonly trialEnd: string | null
  },
): Promise<void> {
  const { limits } = subscription
  await tx.query(
    `INSERT INTO org_subscriptions (subscription_id, org_slug, plan_name, status, daily_limit, monthly_limit,
       concurrent_limit, seat_limit, providers_limit, trial_end_date)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10)`,
    [
      `sub_${randomUUID()}`,
      subscription.org,
      subscription.plan,
      subscription.status,
      limits.daily_limit,
      limits.monthly_limit,
      limits.concurrent_limit,
      limits.seat_limit,
      limits.providers_limit,
      subscription.trialEnd,
    ],
  )
}
