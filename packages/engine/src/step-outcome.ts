import type { ErrorCode } from '@cloudact/core/errors'

/** Stored and returned in upper case, as run states are. */
export type StepState = 'PENDING' | 'RUNNING' | 'COMPLETED' | 'FAILED' | 'TIMEOUT' | 'CANCELLED' | 'SKIPPED'

/** What kind of failure it was: decides retry and what the person is told to do. */
export type ErrorClass = 'TRANSIENT' | 'PERMANENT' | 'TIMEOUT' | 'VALIDATION_ERROR' | 'CANCELLED' | 'UNKNOWN'

/** A failure as it is stored, shown and sent: no stack, no SQL, no secret. */
export type StepError = {
  readonly code: ErrorCode
  readonly errorClass: ErrorClass
  readonly retryable: boolean
  readonly message: string
  readonly action: string
}

/** How one step ended. */
export type SettledStep = {
  readonly stepId: string
  readonly index: number
  readonly psType: string
  readonly state: Exclude<StepState, 'PENDING' | 'RUNNING'>
  /** Attempts made, 0 when the step never started. */
  readonly attempts: number
  readonly startedAt: number | null
  readonly endedAt: number
  readonly rows: number
  readonly output: Readonly<Record<string, unknown>>
  readonly error: StepError | null
  /** Why a step was skipped, or that it was taken over from the run this one resumes. */
  readonly reason: string | null
  /** A failure that does not fail the run (`on_failure: continue | alert`). */
  readonly tolerated: boolean
  /** Failed for a part of its data and did the rest: the steps after it run, the run fails. */
  readonly partly: boolean
  /** Notify about this failure although the run goes on (`on_failure: alert`). */
  readonly alert: boolean
}
