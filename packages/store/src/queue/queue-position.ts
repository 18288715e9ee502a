import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'

/**
 * The place of an organization's next run in the queue: after its own open runs, and never before the turn the queue is
 * at (start-time fair queueing with equal shares). So organizations that wait take turns, a backfill of hundreds of runs
 * delays another organization's run by one of them, and an organization that was idle has no turns saved up.
 * The caller holds the organization's lock, which keeps two runs of one organization from the same place.
 */
export async function nextQueuePosition(tx: Transaction, org: OrgSlug): Promise<number> {
  const [row] = await tx.query<{ position: number }>(
    `SELECT greatest(queue_turn(), coalesce(
       (SELECT max(queue_position) + 1 FROM org_meta_pipeline_runs
        WHERE org_slug = $1 AND status IN ('PENDING', 'VALIDATING', 'RUNNING', 'CANCELLING')), 0)) AS position`,
    [org],
  )
  if (row === undefined) throw new Error('A SELECT without FROM returned no row.')
  return row.position
}
