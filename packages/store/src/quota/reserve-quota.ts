import { randomUUID } from 'node:crypto'
import { formatDay, monthStart } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { refuseStatus, type QuotaLimit } from './quota-refusal.ts'
import type { Subscription } from './subscription.ts'

export type Reservation =
  { readonly granted: true } | { readonly granted: false; readonly limit: QuotaLimit; readonly value: number }

type Counters = { pipelines_run_today: number; pipelines_run_month: number }

const RESERVE = `
  UPDATE org_usage_quotas SET
    pipelines_run_today = pipelines_run_today + 1,
    pipelines_run_month = pipelines_run_month + 1,
    concurrent_pipelines_running = concurrent_pipelines_running + 1,
    max_concurrent_reached = greatest(coalesce(max_concurrent_reached, 0), concurrent_pipelines_running + 1),
    daily_limit = $3::int, monthly_limit = $4::int, concurrent_limit = $5::int, seat_limit = $6::int, providers_limit = $7::int,
    last_updated = $8::timestamptz, updated_at = $8::timestamptz
  WHERE org_slug = $1 AND usage_date = $2::date
    AND ($3::int IS NULL OR pipelines_run_today < $3::int)
    AND ($4::int IS NULL OR pipelines_run_month < $4::int)
    AND ($5::int IS NULL OR concurrent_pipelines_running < $5::int)
  RETURNING usage_id`

/** The day's row starts with the month's count so far and with the runs that hold a slot across midnight. */
const OPEN_DAY = `
  INSERT INTO org_usage_quotas (usage_id, org_slug, usage_date, pipelines_run_month, concurrent_pipelines_running, last_updated, created_at)
  SELECT $3, $1, $2::date,
    coalesce((SELECT pipelines_run_month FROM org_usage_quotas
              WHERE org_slug = $1 AND usage_date >= $4::date AND usage_date < $2::date ORDER BY usage_date DESC LIMIT 1), 0),
    (SELECT count(*) FROM org_meta_pipeline_runs WHERE org_slug = $1 AND holds_slot), $5::timestamptz, $5::timestamptz
  ON CONFLICT (org_slug, usage_date) DO NOTHING`

/**
 * Takes one daily, one monthly and one concurrent unit in one UPDATE, or none. `subscription` comes from
 * `lockSubscription` of the same transaction; `now` is milliseconds. Days and months are UTC. Throws `forbidden` when
 * the subscription may not run.
 */
export async function reserveQuota(
  tx: Transaction,
  org: OrgSlug,
  subscription: Subscription,
  now: number,
): Promise<Reservation> {
  refuseStatus(subscription)
  const day = formatDay(now)
  const parameters = [
    org,
    day,
    subscription.daily_limit,
    subscription.monthly_limit,
    subscription.concurrent_limit,
    subscription.seat_limit,
    subscription.providers_limit,
    new Date(now),
  ]
  if ((await tx.query(RESERVE, parameters)).length > 0) return { granted: true }
  let counters = await readCounters(tx, org, day)
  if (counters === undefined) {
    await openDay(tx, org, now)
    if ((await tx.query(RESERVE, parameters)).length > 0) return { granted: true }
    counters = await readCounters(tx, org, day)
  }
  const { daily_limit, monthly_limit, concurrent_limit } = subscription
  if (daily_limit !== null && (counters?.pipelines_run_today ?? 0) >= daily_limit) {
    return { granted: false, limit: 'daily', value: daily_limit }
  }
  if (monthly_limit !== null && (counters?.pipelines_run_month ?? 0) >= monthly_limit) {
    return { granted: false, limit: 'monthly', value: monthly_limit }
  }
  return { granted: false, limit: 'concurrent', value: concurrent_limit ?? 0 }
}

/** Creates the organization's row of the UTC day unless it exists. */
async function openDay(tx: Transaction, org: OrgSlug, now: number): Promise<void> {
  const day = formatDay(now)
  await tx.query(OPEN_DAY, [org, day, randomUUID(), monthStart(day), new Date(now)])
}

async function readCounters(tx: Transaction, org: OrgSlug, day: string): Promise<Counters | undefined> {
  const [row] = await tx.query<Counters>(
    'SELECT pipelines_run_today, pipelines_run_month FROM org_usage_quotas WHERE org_slug = $1 AND usage_date = $2::date',
    [org, day],
  )
  return row
}
