import type { Database, Transaction } from '@cloudact/core/ports/sql'
import type { RunQueue } from '../queue/run-queue.ts'
import { finishRun } from './finish-run.ts'
import { lockRun, transitionRun, type LockedRun } from './transition-run.ts'

/** A process that has not said so for this long is believed dead. Three missed heartbeats of five seconds, and some. */
export const OWNER_DEAD_SECONDS = 20

/** A run whose owners keep dying is the likely cause; after so many it is not tried again. */
const MAX_CLAIMS = 3

export type Recovery = { readonly requeued: readonly string[]; readonly ended: readonly string[] }

/** At the start of the only process on a database: every unfinished run of an earlier process goes back to the queue. */
export function recoverAllRuns(
  database: Database,
  queue: RunQueue,
  instanceId: string,
  now: number,
): Promise<Recovery> {
  return recover(database, queue, `owner_instance <> $1`, instanceId, now)
}

/** With many processes: runs whose owner has stopped saying that it is alive. */
export function recoverDeadOwners(
  database: Database,
  queue: RunQueue,
  now: number,
  silentSeconds = OWNER_DEAD_SECONDS,
): Promise<Recovery> {
  return recover(database, queue, `heartbeat_at < now() - make_interval(secs => $1::int)`, silentSeconds, now)
}

/** Takes a locked run from its owner and puts it back into the queue. */
export async function requeueRun(
  tx: Transaction,
  queue: RunQueue,
  run: LockedRun,
  reason: string,
  now: number,
): Promise<void> {
  await transitionRun(tx, run, 'PENDING', now, { reason })
  await tx.query(
    'UPDATE org_meta_pipeline_runs SET owner_instance = NULL, heartbeat_at = NULL WHERE pipeline_logging_id = $1',
    [run.pipeline_logging_id],
  )
  await queue.enqueue(tx, run.pipeline_logging_id, run.queue_position)
}

async function recover(
  database: Database,
  queue: RunQueue,
  dead: string,
  value: string | number,
  now: number,
): Promise<Recovery> {
  const candidates = await database.query<{ pipeline_logging_id: string }>(
    `SELECT pipeline_logging_id FROM org_meta_pipeline_runs
     WHERE status IN ('VALIDATING', 'RUNNING', 'CANCELLING') AND ${dead} ORDER BY start_time`,
    [value],
  )
  const requeued: string[] = []
  const ended: string[] = []
  for (const { pipeline_logging_id: id } of candidates) {
    const outcome = await database.transaction(async (tx) => {
      // Another process may have recovered it, or its owner may have woken up, since the list was read.
      const [still] = await tx.query(
        `SELECT 1 FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $2 AND status IN ('VALIDATING', 'RUNNING', 'CANCELLING')
           AND ${dead} FOR NO KEY UPDATE`,
        [value, id],
      )
      const run = still === undefined ? undefined : await lockRun(tx, id)
      return run === undefined ? 'gone' : recoverOne(tx, queue, run, now)
    })
    if (outcome === 'requeued') requeued.push(id)
    if (outcome === 'ended') ended.push(id)
  }
  return { requeued, ended }
}

async function recoverOne(
  tx: Transaction,
  queue: RunQueue,
  run: LockedRun,
  now: number,
): Promise<'requeued' | 'ended'> {
  if (run.status === 'CANCELLING') {
    await finishRun(
      tx,
      run,
      {
        state: 'CANCELLED',
        reason: 'The process working on the run ended.',
        errorMessage: 'The run was cancelled.',
      },
      now,
    )
    return 'ended'
  }
  if (run.claim_count >= MAX_CLAIMS) {
    const errorMessage = `The process working on the run ended ${run.claim_count} times before the run did, so it is not tried again.`
    await finishRun(
      tx,
      run,
      { state: 'FAILED', reason: errorMessage, errorType: 'UNKNOWN', errorMessage },
      now,
    )
    return 'ended'
  }
  await requeueRun(tx, queue, run, 'The process working on the run ended.', now)
  return 'requeued'
}
