import type { Database } from '@cloudact/core/ports/sql'
import type { RunQueue } from '../queue/run-queue.ts'
import { RUN_COLUMNS, type RunRow } from './run-row.ts'
import { lockRun, transitionRun } from './transition-run.ts'

/**
 * Makes this process the owner of the next waiting run, which becomes VALIDATING, or returns `undefined` when none
 * waits. `now` is milliseconds.
 */
export async function claimRun(
  database: Database,
  queue: RunQueue,
  instanceId: string,
  now: number,
): Promise<RunRow | undefined> {
  return database.transaction(async (tx) => {
    for (let runId = await queue.take(tx); runId !== undefined; runId = await queue.take(tx)) {
      const run = await lockRun(tx, runId)
      // Cancelled while it waited: its queue entry is all that was left of it.
      if (run?.status !== 'PENDING') continue
      await transitionRun(tx, run, 'VALIDATING', now)
      const [claimed] = await tx.query<RunRow>(
        `UPDATE org_meta_pipeline_runs SET owner_instance = $2, heartbeat_at = now(), claim_count = claim_count + 1
         WHERE pipeline_logging_id = $1 RETURNING ${RUN_COLUMNS}`,
        [runId, instanceId],
      )
      return claimed
    }
    return undefined
  })
}
