import { randomUUID } from 'node:crypto'
import { AppError } from '@cloudact/core/errors'
import { formatDay } from '@cloudact/core/day'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { canTransition, type RunState } from '@cloudact/core/run-state'

export type LockedRun = {
  readonly pipeline_logging_id: string
  readonly org_slug: OrgSlug
  readonly pipeline_id: string
  readonly status: RunState
  readonly state_since: Date
  readonly start_time: Date
  readonly owner_instance: string | null
  readonly claim_count: number
  readonly queue_position: number
  readonly trigger_type: string | null
  /** Whether it still occupies a concurrent unit of its organization. */
  readonly holds_slot: boolean
}

export type TransitionReason = {
  readonly reason?: string
  readonly errorType?: string
  readonly errorMessage?: string
  readonly userId?: string
}

/** Reads the run and keeps other state changes of it waiting until the transaction ends. */
export async function lockRun(tx: Transaction, runId: string): Promise<LockedRun | undefined> {
  const [run] = await tx.query<LockedRun>(
    `SELECT pipeline_logging_id, org_slug, pipeline_id, status, state_since, start_time, owner_instance, claim_count, queue_position,
       trigger_type, holds_slot
     FROM org_meta_pipeline_runs WHERE pipeline_logging_id = $1 FOR NO KEY UPDATE`,
    [runId],
  )
  return run
}

/**
 * Moves a locked run to its next state and writes down how long it was in the one before. `now` is milliseconds.
 * Throws `conflict` for a step the state machine does not have.
 */
export async function transitionRun(
  tx: Transaction,
  run: LockedRun,
  to: RunState,
  now: number,
  reason: TransitionReason = {},
): Promise<LockedRun> {
  if (!canTransition(run.status, to)) {
    throw new AppError('conflict', `The run is ${run.status} and cannot become ${to}.`, {
      detail: { runId: run.pipeline_logging_id },
    })
  }
  const at = new Date(now)
  await tx.query(
    'UPDATE org_meta_pipeline_runs SET status = $2, state_since = $3 WHERE pipeline_logging_id = $1',
    [run.pipeline_logging_id, to, at],
  )
  await insertTransition(tx, {
    org: run.org_slug,
    runId: run.pipeline_logging_id,
    stepLoggingId: null,
    entityType: 'PIPELINE',
    entityName: run.pipeline_id,
    from: run.status,
    to,
    now,
    durationMilliseconds: Math.max(0, now - run.state_since.getTime()),
    retryCount: Math.max(0, run.claim_count - 1),
    triggerType: run.trigger_type,
    ...reason,
  })
  return { ...run, status: to, state_since: at }
}

export type TransitionRecord = TransitionReason & {
  readonly org: OrgSlug
  readonly runId: string
  readonly stepLoggingId: string | null
  readonly entityType: 'PIPELINE' | 'STEP'
  readonly entityName: string
  readonly from: string
  readonly to: string
  readonly now: number
  readonly durationMilliseconds: number
  readonly retryCount: number
  readonly triggerType?: string | null
}

export async function insertTransition(tx: Transaction, record: TransitionRecord): Promise<void> {
  await tx.query(
    `INSERT INTO org_meta_state_transitions (transition_id, org_slug, pipeline_logging_id, step_logging_id, entity_type, entity_name,
       from_state, to_state, transition_time, reason, error_type, error_message, retry_count, duration_in_state_ms, trigger_type, user_id,
       transition_date, created_at)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $9)`,
    [
      randomUUID(),
      record.org,
      record.runId,
      record.stepLoggingId,
      record.entityType,
      record.entityName,
      record.from,
      record.to,
      new Date(record.now),
      record.reason ?? null,
      record.errorType ?? null,
      record.errorMessage ?? null,
      record.retryCount,
      Math.round(record.durationMilliseconds),
      record.triggerType ?? null,
      record.userId ?? null,
      formatDay(record.now),
    ],
  )
}
