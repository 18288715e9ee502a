import { formatDay, monthStart } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Subscription } from './subscription.ts'

/** Counters and limits as of the UTC day; a limit of `null` is unlimited. */
export type QuotaUsage = Subscription & {
  readonly usage_date: string
  readonly pipelines_run_today: number
  readonly pipelines_succeeded_today: number
  readonly pipelines_failed_today: number
  readonly pipelines_run_month: number
  readonly concurrent_pipelines_running: number
  readonly max_concurrent_reached: number
  readonly last_pipeline_completed_at: Date | null
}

/** What the organization has used. Reads only: a day without runs has no row and counts as zero. Throws `not_found`. */
export async function readQuota(sql: Sql, org: OrgSlug, now: number): Promise<QuotaUsage> {
  const day = formatDay(now)
  const [usage] = await sql.query<QuotaUsage>(
    `SELECT s.status, s.plan_name, s.daily_limit, s.monthly_limit, s.concurrent_limit, s.seat_limit, s.providers_limit,
       $2::date AS usage_date,
       coalesce(today.pipelines_run_today, 0) AS pipelines_run_today,
       coalesce(today.pipelines_succeeded_today, 0) AS pipelines_succeeded_today,
       coalesce(today.pipelines_failed_today, 0) AS pipelines_failed_today,
       coalesce(today.max_concurrent_reached, 0) AS max_concurrent_reached,
       coalesce((SELECT q.pipelines_run_month FROM org_usage_quotas q WHERE q.org_slug = s.org_slug
                 AND q.usage_date >= $3::date AND q.usage_date <= $2::date ORDER BY q.usage_date DESC LIMIT 1), 0) AS pipelines_run_month,
       (SELECT count(*)::int FROM org_meta_pipeline_runs r WHERE r.org_slug = s.org_slug AND r.holds_slot) AS concurrent_pipelines_running,
       (SELECT max(q.last_pipeline_completed_at) FROM org_usage_quotas q WHERE q.org_slug = s.org_slug) AS last_pipeline_completed_at
     FROM org_subscriptions s
     LEFT JOIN org_usage_quotas today ON today.org_slug = s.org_slug AND today.usage_date = $2::date
     WHERE s.org_slug = $1`,
    [org, day, monthStart(day)],
  )
  if (usage === undefined)
    throw new AppError('not_found', `The organization ${org} has no subscription. Onboard it first.`)
  return usage
}
