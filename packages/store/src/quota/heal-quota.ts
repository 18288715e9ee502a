import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database, Transaction } from '@cloudact/core/ports/sql'

const RECOUNT = `
  UPDATE org_usage_quotas q SET concurrent_pipelines_running = live.runs, last_updated = $1::timestamptz, updated_at = $1::timestamptz
  FROM (
    SELECT s.org_slug,
      (SELECT max(usage_date) FROM org_usage_quotas d WHERE d.org_slug = s.org_slug) AS day,
      (SELECT count(*) FROM org_meta_pipeline_runs r WHERE r.org_slug = s.org_slug AND r.holds_slot)::int AS runs
    FROM org_subscriptions s WHERE $2::text IS NULL OR s.org_slug = $2::text
  ) live
  WHERE q.org_slug = live.org_slug AND q.usage_date = live.day AND q.concurrent_pipelines_running <> live.runs
  RETURNING q.org_slug`

/**
 * Sets the concurrent counter to the runs that really hold a slot, for one organization under `lockSubscription`.
 * Returns whether it was wrong.
 */
export async function healQuota(tx: Transaction, org: OrgSlug, now: number): Promise<boolean> {
  return (await tx.query(RECOUNT, [new Date(now), org])).length > 0
}

/** The same for every organization, or for one; returns those whose counter was wrong. */
export async function healAllQuotas(database: Database, now: number, org?: OrgSlug): Promise<string[]> {
  return database.transaction(async (tx) => {
    await tx.query(
      'SELECT 1 AS one FROM org_subscriptions WHERE $1::text IS NULL OR org_slug = $1 ORDER BY org_slug FOR NO KEY UPDATE',
      [org ?? null],
    )
    const healed = await tx.query<{ org_slug: string }>(RECOUNT, [new Date(now), org ?? null])
    return healed.map((row) => row.org_slug)
  })
}
