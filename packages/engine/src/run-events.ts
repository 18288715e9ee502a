import type { RunState } from '@cloudact/core/run-state'
import type { Finding } from './processor.ts'
import type { SettledStep, StepError, StepState } from './step-outcome.ts'

/** What the run log is told. Times are milliseconds since the epoch. */
export type RunEvent =
  | {
      readonly kind: 'run'
      readonly from: RunState
      readonly to: RunState
      readonly at: number
      readonly error: StepError | null
    }
  | {
      readonly kind: 'step_started'
      readonly stepId: string
      readonly index: number
      readonly psType: string
      readonly name: string
      readonly at: number
    }
  /** The attempt failed and another one follows after `delayMilliseconds`. */
  | {
      readonly kind: 'step_retry'
      readonly stepId: string
      readonly index: number
      readonly attempt: number
      readonly at: number
      readonly delayMilliseconds: number
      readonly error: StepError
    }
  | {
      readonly kind: 'step_settled'
      readonly from: StepState
      readonly step: SettledStep
      readonly name: string
    }
  | {
      readonly kind: 'progress'
      readonly stepId: string
      readonly at: number
      readonly message: string
      readonly rows: number | undefined
    }
  | { readonly kind: 'finding'; readonly stepId: string; readonly at: number; readonly finding: Finding }

/**
 * Where a run is recorded. `record` returns at once and never throws: the implementation batches, and writes what it
 * still holds before it stores the outcome. A step end lost in a crash only means that the step is done again.
 */
export interface RunLog {
  record(event: RunEvent): void
}

/** How a run ended. `PENDING`: it was interrupted and goes back to the queue. */
export type RunOutcome = {
  readonly state: Extract<RunState, 'COMPLETED' | 'FAILED' | 'CANCELLED' | 'TIMEOUT' | 'PENDING'>
  /** The state the run was in just before. */
  readonly from: RunState
  readonly startedAt: number
  readonly endedAt: number
  readonly steps: readonly SettledStep[]
  /** Rows of all completed steps. */
  readonly rows: number
  readonly error: StepError | null
  /** Completed, but with failures that were tolerated. */
  readonly partial: boolean
  readonly findings: readonly Finding[]
}
