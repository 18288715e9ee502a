import { AppError } from '@cloudact/core/errors'
import type { Database, Sql, Transaction } from '@cloudact/core/ports/sql'
import type { RunState } from '@cloudact/core/run-state'
import type { RunQueue } from '../queue/run-queue.ts'
import { finishRun, type RunEnd } from './finish-run.ts'
import { requeueRun } from './recover-runs.ts'
import { lockRun, transitionRun, type LockedRun } from './transition-run.ts'

/**
 * Locks a run for its owner. Throws `cancelled` when the run now belongs to another process: this one was believed
 * dead, and what it still writes must not be committed.
 */
export async function lockOwnedRun(tx: Transaction, runId: string, instanceId: string): Promise<LockedRun> {
  const run = await lockRun(tx, runId)
  if (run === undefined || run.owner_instance !== instanceId) {
    throw lost(runId, instanceId)
  }
  return run
}

/** Records the owner's move of its run, unless a cancellation came in between. */
export async function moveOwnedRun(
  database: Database,
  runId: string,
  instanceId: string,
  to: RunState,
  now: number,
): Promise<void> {
  await database.transaction(async (tx) => {
    const run = await lockOwnedRun(tx, runId, instanceId)
    if (run.status === 'CANCELLING' || run.status === to) return
    await transitionRun(tx, run, to, now)
  })
}

export type Heartbeat = {
  /** Runs this process still owns. */
  readonly owned: ReadonlySet<string>
  /** Of those, the ones somebody wants stopped. */
  readonly cancelling: ReadonlySet<string>
}

/** Says that the process is alive and learns which of its runs are still its own. */
export async function heartbeat(database: Database, instanceId: string): Promise<Heartbeat> {
  const rows = await database.query<{ pipeline_logging_id: string; status: RunState }>(
    `UPDATE org_meta_pipeline_runs SET heartbeat_at = now()
     WHERE owner_instance = $1 AND status IN ('VALIDATING', 'RUNNING', 'CANCELLING') RETURNING pipeline_logging_id, status`,
    [instanceId],
  )
  return {
    owned: new Set(rows.map((row) => row.pipeline_logging_id)),
    cancelling: new Set(
      rows.filter((row) => row.status === 'CANCELLING').map((row) => row.pipeline_logging_id),
    ),
  }
}

/** Gives the owner's unfinished run back to the queue. An orderly shutdown does not count as a crash; a lost end does. */
export async function giveBackRun(
  database: Database,
  queue: RunQueue,
  runId: string,
  instanceId: string,
  now: number,
  why: 'shutdown' | 'end_not_written' = 'shutdown',
): Promise<void> {
  await database.transaction(async (tx) => {
    const run = await lockOwnedRun(tx, runId, instanceId)
    if (run.status === 'CANCELLING') {
      await finishRun(tx, run, { state: 'CANCELLED', errorMessage: 'The run was cancelled.' }, now)
      return
    }
    const shutdown = why === 'shutdown'
    await requeueRun(
      tx,
      queue,
      run,
      shutdown ? 'The process is shutting down.' : 'The end of the run could not be stored.',
      now,
    )
    if (!shutdown) return
    await tx.query(
      'UPDATE org_meta_pipeline_runs SET claim_count = claim_count - 1 WHERE pipeline_logging_id = $1',
      [runId],
    )
  })
}

/** Ends the owner's run. Throws `cancelled` when it is no longer the owner: the run's end is then the new owner's. */
export async function endOwnedRun(
  database: Database,
  runId: string,
  instanceId: string,
  end: RunEnd,
  now: number,
): Promise<void> {
  await database.transaction(async (tx) => finishRun(tx, await lockOwnedRun(tx, runId, instanceId), end, now))
}

/**
 * Counts rows that become visible in this very transaction. Throws `cancelled` when the run is no longer this
 * process's, so that what it still writes is rolled back with the count.
 */
export async function countOwnedRows(
  tx: Transaction,
  runId: string,
  instanceId: string,
  rows: number,
): Promise<void> {
  const counted = await tx.query(
    `UPDATE org_meta_pipeline_runs SET rows_processed = coalesce(rows_processed, 0) + $3
     WHERE pipeline_logging_id = $1 AND owner_instance = $2 AND status IN ('VALIDATING', 'RUNNING', 'CANCELLING') RETURNING 1 AS one`,
    [runId, instanceId, rows],
  )
  if (counted.length === 0) throw lost(runId, instanceId)
}

/** Who asked for the run's end. */
export async function readCancelRequest(sql: Sql, runId: string): Promise<string | undefined> {
  const [run] = await sql.query<{ cancel_requested_by: string | null }>(
    `SELECT cancel_requested_by FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1 AND status = 'CANCELLING'`,
    [runId],
  )
  return run === undefined ? undefined : (run.cancel_requested_by ?? 'request')
}

function lost(runId: string, instanceId: string): AppError {
  return new AppError('cancelled', 'The run was taken over by another process.', {
    detail: { runId, instanceId, interrupted: true },
  })
}
