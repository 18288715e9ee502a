import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { type Subscription, SUBSCRIPTION_COLUMNS } from './subscription.ts'

export async function findSubscription(sql: Sql, org: OrgSlug): Promise<Subscription | undefined> {
  const rows = await sql.query<Subscription>(
    `SELECT ${SUBSCRIPTION_COLUMNS} FROM org_subscriptions WHERE org_slug = $1`,
    [org],
  )
  return rows[0]
}
