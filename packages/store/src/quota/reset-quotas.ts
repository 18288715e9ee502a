import { formatDay, monthStart } from '@cloudact/core/day'
import type { Database } from '@cloudact/core/ports/sql'

/**
 * Opens today's row for every organization that has none, with the month's count carried over. Rows also open by
 * themselves with the first run of a day, so missing this job changes no limit. Returns the number of rows opened.
 */
export async function resetDailyQuotas(database: Database, now: number): Promise<number> {
  const day = formatDay(now)
  return database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM org_subscriptions ORDER BY org_slug FOR NO KEY UPDATE')
    const opened = await tx.query(
      `INSERT INTO org_usage_quotas (usage_id, org_slug, usage_date, pipelines_run_month, concurrent_pipelines_running,
         daily_limit, monthly_limit, concurrent_limit, seat_limit, providers_limit, last_updated, created_at)
       SELECT gen_random_uuid()::text, s.org_slug, $1::date,
         coalesce((SELECT q.pipelines_run_month FROM org_usage_quotas q WHERE q.org_slug = s.org_slug
                   AND q.usage_date >= $2::date AND q.usage_date < $1::date ORDER BY q.usage_date DESC LIMIT 1), 0),
         (SELECT count(*) FROM org_meta_pipeline_runs r WHERE r.org_slug = s.org_slug AND r.holds_slot),
         s.daily_limit, s.monthly_limit, s.concurrent_limit, s.seat_limit, s.providers_limit, $3::timestamptz, $3::timestamptz
       FROM org_subscriptions s
       ON CONFLICT (org_slug, usage_date) DO NOTHING RETURNING usage_id`,
      [day, monthStart(day), new Date(now)],
    )
    return opened.length
  })
}

/** Sets this month's count of every organization to zero: an operator's gift, since months start at zero by themselves. */
export async function resetMonthlyQuotas(database: Database, now: number): Promise<number> {
  const reset = await database.query(
    `UPDATE org_usage_quotas SET pipelines_run_month = 0, last_updated = $2::timestamptz, updated_at = $2::timestamptz
     WHERE usage_date >= $1::date RETURNING usage_id`,
    [monthStart(formatDay(now)), new Date(now)],
  )
  return reset.length
}
