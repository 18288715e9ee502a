import type { Transaction } from '@cloudact/core/ports/sql'
import type { RunState } from '@cloudact/core/run-state'
import { releaseQuota, type ReleaseCounts } from '../quota/release-quota.ts'
import { type DqResult, insertDqResult } from './dq-results.ts'
import { RUN_ENDED_CHANNEL } from './run-row.ts'
import { transitionRun, type LockedRun, type TransitionReason } from './transition-run.ts'

export type FinalState = Extract<RunState, 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMEOUT'>

export type RunEnd = TransitionReason & {
  readonly state: FinalState
  readonly rows?: number
  readonly errorContext?: Readonly<Record<string, unknown>>
  readonly metadata?: Readonly<Record<string, unknown>>
  /** What the run found out about the data. */
  readonly dqResults?: readonly DqResult[]
}

/**
 * Ends a locked run: final state, duration since it was accepted, slot given back, waiting clients woken. `now` is
 * milliseconds.
 */
export async function finishRun(tx: Transaction, run: LockedRun, end: RunEnd, now: number): Promise<void> {
  const from =
    end.state === 'CANCELLED' && run.status === 'RUNNING'
      ? await transitionRun(tx, run, 'CANCELLING', now)
      : run
  await transitionRun(tx, from, end.state, now, end)
  await tx.query(
    `UPDATE org_meta_pipeline_runs SET end_time = $2, duration_ms = $3, rows_processed = $4, error_message = $5, error_context = $6,
       run_metadata = $7, holds_slot = false
     WHERE pipeline_logging_id = $1`,
    [
      run.pipeline_logging_id,
      new Date(now),
      Math.max(0, Math.round(now - run.start_time.getTime())),
      end.rows ?? 0,
      end.errorMessage ?? null,
      end.errorContext === undefined ? null : JSON.stringify(end.errorContext),
      JSON.stringify(end.metadata ?? {}),
    ],
  )
  for (const result of end.dqResults ?? []) await insertDqResult(tx, result, now)
  if (run.holds_slot) await releaseQuota(tx, run.org_slug, COUNTS[end.state], now)
  await tx.query('SELECT pg_notify($1, $2)', [RUN_ENDED_CHANNEL, run.pipeline_logging_id])
}

const COUNTS: Readonly<Record<FinalState, ReleaseCounts>> = {
  COMPLETED: 'succeeded',
  FAILED: 'failed',
  TIMEOUT: 'failed',
  CANCELLED: 'neither',
}
