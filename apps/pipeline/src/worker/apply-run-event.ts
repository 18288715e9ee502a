import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import type { RunEvent } from '@cloudact/engine/run-events'
import {
  appendStepFinding,
  insertStepStart,
  stepLoggingId,
  writeStepEnd,
  writeStepProgress,
  writeStepRetry,
} from '@cloudact/store/runs/step-logs'
import { insertTransition, transitionRun, type LockedRun } from '@cloudact/store/runs/transition-run'

/** Writes one event of a locked run and returns the run as it then is. */
export async function applyRunEvent(
  tx: Transaction,
  org: OrgSlug,
  run: LockedRun,
  event: RunEvent,
): Promise<LockedRun> {
  const runId = run.pipeline_logging_id
  switch (event.kind) {
    case 'run':
      // Claiming wrote VALIDATING and the end is written with everything that belongs to it.
      return event.to === 'RUNNING' && run.status === 'VALIDATING'
        ? transitionRun(tx, run, 'RUNNING', event.at)
        : run
    case 'step_started':
      await insertStepStart(tx, { org, runId, ...event })
      await insertStepTransition(tx, org, runId, event.stepId, 'PENDING', 'RUNNING', event.at, {
        duration: 0,
        retries: 0,
      })
      return run
    case 'step_retry':
      await writeStepRetry(tx, {
        org,
        runId,
        stepId: event.stepId,
        attempt: event.attempt,
        errorMessage: event.error.message,
      })
      return run
    case 'progress':
      await writeStepProgress(tx, {
        org,
        runId,
        stepId: event.stepId,
        message: event.message,
        rows: event.rows,
      })
      return run
    case 'finding':
      await appendStepFinding(tx, { org, runId, stepId: event.stepId, finding: event.finding })
      return run
    case 'step_settled': {
      const { step, name, from } = event
      const { stepId, index, psType, state, error, endedAt } = step
      const at = step.startedAt ?? endedAt
      await writeStepEnd(tx, {
        org,
        runId,
        stepId,
        index,
        psType,
        name,
        at,
        endedAt,
        status: state,
        rows: step.rows,
        attempts: Math.max(1, step.attempts),
        output: step.output,
        errorMessage: error?.message ?? null,
        errorContext:
          error === null
            ? null
            : {
                code: error.code,
                error_type: error.errorClass,
                retryable: error.retryable,
                action: error.action,
              },
        metadata: { reason: step.reason, tolerated: step.tolerated, alert: step.alert },
      })
      await insertStepTransition(tx, org, runId, stepId, from, state, endedAt, {
        duration: endedAt - at,
        retries: Math.max(0, step.attempts - 1),
        reason: step.reason ?? undefined,
        errorType: error?.errorClass,
        errorMessage: error?.message,
      })
      return run
    }
  }
}

type StepChange = {
  readonly duration: number
  readonly retries: number
  readonly reason?: string | undefined
  readonly errorType?: string | undefined
  readonly errorMessage?: string | undefined
}

function insertStepTransition(
  tx: Transaction,
  org: OrgSlug,
  runId: string,
  stepId: string,
  from: string,
  to: string,
  now: number,
  change: StepChange,
): Promise<void> {
  return insertTransition(tx, {
    org,
    runId,
    stepLoggingId: stepLoggingId(runId, stepId),
    entityType: 'STEP',
    entityName: stepId,
    from,
    to,
    now,
    durationMilliseconds: change.duration,
    retryCount: change.retries,
    reason: change.reason,
    errorType: change.errorType,
    errorMessage: change.errorMessage,
  })
}
