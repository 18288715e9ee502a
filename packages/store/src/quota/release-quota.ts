import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { lockSubscription } from './subscription.ts'

/** How the run that gives its slot back ended; a cancelled one counts as neither. */
export type ReleaseCounts = 'succeeded' | 'failed' | 'neither'

/**
 * Gives the concurrent slot back and counts the end on the newest day's row, into which the slot was carried when the
 * run crossed midnight. Daily and monthly units are not refunded.
 */
export async function releaseQuota(
  tx: Transaction,
  org: OrgSlug,
  counts: ReleaseCounts,
  now: number,
): Promise<void> {
  await lockSubscription(tx, org)
  await tx.query(
    `UPDATE org_usage_quotas SET
       concurrent_pipelines_running = greatest(concurrent_pipelines_running - 1, 0),
       pipelines_succeeded_today = pipelines_succeeded_today + $2::int,
       pipelines_failed_today = pipelines_failed_today + $3::int,
       last_pipeline_completed_at = $4::timestamptz, last_updated = $4::timestamptz, updated_at = $4::timestamptz
     WHERE org_slug = $1 AND usage_date = (SELECT max(usage_date) FROM org_usage_quotas WHERE org_slug = $1)`,
    [org, counts === 'succeeded' ? 1 : 0, counts === 'failed' ? 1 : 0, new Date(now)],
  )
}
