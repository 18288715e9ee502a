import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'

/** Limits of the plan in force; `null` is unlimited. */
export type Subscription = {
  readonly status: string
  readonly plan_name: string
  readonly daily_limit: number | null
  readonly monthly_limit: number | null
  readonly concurrent_limit: number | null
  readonly seat_limit: number | null
  readonly providers_limit: number | null
}

/**
 * Reads the plan and keeps other reservations and releases of the organization waiting until the transaction ends:
 * everything that counts runs goes through this lock first. Throws `not_found` without a subscription.
 */
export async function lockSubscription(tx: Transaction, org: OrgSlug): Promise<Subscription> {
  const [subscription] = await tx.query<Subscription>(
    `SELECT status, plan_name, daily_limit, monthly_limit, concurrent_limit, seat_limit, providers_limit
     FROM org_subscriptions WHERE org_slug = $1 FOR NO KEY UPDATE`,
    [org],
  )
  if (subscription === undefined) {
    throw new AppError('not_found', `The organization ${org} has no subscription. Onboard it first.`)
  }
  return subscription
}
