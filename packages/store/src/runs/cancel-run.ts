import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { isFinal, type RunState } from '@cloudact/core/run-state'
import { finishRun } from './finish-run.ts'
import { RUN_CANCEL_CHANNEL } from './run-row.ts'
import { lockRun, transitionRun } from './transition-run.ts'

/**
 * Asks for a run's end. One that still waits ends at once; one that is worked on becomes CANCELLING and its owner is
 * told. Asking twice changes nothing. Throws `not_found`, and `conflict` for a run that has ended.
 */
export async function cancelRun(
  database: Database,
  org: OrgSlug,
  runId: string,
  by: string,
  now: number,
): Promise<RunState> {
  return database.transaction(async (tx) => {
    const run = await lockRun(tx, runId)
    if (run === undefined || run.org_slug !== org)
      throw new AppError('not_found', `There is no run ${runId} in this organization.`)
    if (isFinal(run.status))
      throw new AppError('conflict', `The run has already ended as ${run.status} and cannot be cancelled.`)
    if (run.status === 'CANCELLING') return 'CANCELLING'
    await tx.query(
      'UPDATE org_meta_pipeline_runs SET cancel_requested_at = $2, cancel_requested_by = $3 WHERE pipeline_logging_id = $1',
      [runId, new Date(now), by],
    )
    const reason = { reason: `Cancelled by ${by}.`, errorMessage: `The run was cancelled by ${by}.` }
    if (run.status === 'PENDING') {
      await finishRun(tx, run, { state: 'CANCELLED', ...reason }, now)
      return 'CANCELLED'
    }
    await transitionRun(tx, run, 'CANCELLING', now, { reason: reason.reason })
    await tx.query('SELECT pg_notify($1, $2)', [RUN_CANCEL_CHANNEL, runId])
    return 'CANCELLING'
  })
}
