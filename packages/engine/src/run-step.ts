import { AppError } from '@cloudact/core/errors'
import { backoffDelay } from './backoff.ts'
import { describeError } from './classify-error.ts'
import { isReaction } from './graph.ts'
import type { PreparedStep } from './prepare-run.ts'
import type { RunIdentity, StepResult } from './processor.ts'
import type { RunEvent } from './run-events.ts'
import type { RunProgress } from './run-progress.ts'
import { outputVariables, statusVariables } from './run-variables.ts'
import type { StepDetails, StepSession } from './step-context.ts'
import type { SettledStep, StepError } from './step-outcome.ts'
import type { Timers } from './timers.ts'

/** What a step needs of the run around it. */
export type StepRun = {
  readonly identity: Omit<RunIdentity, 'stepId' | 'attempt'>
  readonly credentialId: string | undefined
  readonly completed: ReadonlyMap<string, CompletedStep>
  readonly openStep: (details: StepDetails) => StepSession
  readonly timers: Timers
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number
  readonly progress: RunProgress
  readonly emit: (event: RunEvent) => void
  /** Cancelled, interrupted, or the run's time is up. */
  readonly working: AbortSignal
  /** Interrupted: this process gives the run back, reactions included. */
  readonly stopping: AbortSignal
}

/** What a step left that was completed before this execution. */
export type CompletedStep = { readonly rows: number; readonly output: Readonly<Record<string, unknown>> }

type Ending = Pick<SettledStep, 'state' | 'attempts' | 'startedAt'> &
  Partial<Pick<SettledStep, 'rows' | 'output' | 'error' | 'reason' | 'partly'>>

/** How long a processor may take to unwind after its signal aborted before it is left behind. */
const GRACE_MILLISECONDS = 5_000

/** Takes one step from waiting to its end: resumed, skipped, or attempted until it succeeds or may not be tried again. */
export async function runStep(prepared: PreparedStep, run: StepRun): Promise<SettledStep> {
  const { step, index } = prepared
  const { timers } = run
  const completed = run.completed.get(step.step_id)
  // What follows a step that is done again was made from its old result, so it is done again too.
  if (completed && prepared.waitsFor.every((id) => run.completed.has(id))) {
    return settle(prepared, run, 'PENDING', {
      state: 'COMPLETED',
      attempts: 0,
      startedAt: null,
      ...completed,
      reason: 'Completed before; taken over.',
    })
  }
  if (run.stopping.aborted) {
    return settle(prepared, run, 'PENDING', {
      state: 'CANCELLED',
      attempts: 0,
      startedAt: null,
      reason: 'Interrupted.',
    })
  }
  const obstacle = run.progress.obstacle(prepared)
  if (obstacle !== undefined)
    return settle(prepared, run, 'PENDING', {
      state: 'SKIPPED',
      attempts: 0,
      startedAt: null,
      reason: obstacle,
    })

  const startedAt = timers.now()
  run.emit({
    kind: 'step_started',
    stepId: step.step_id,
    index,
    psType: step.ps_type,
    name: step.name ?? step.step_id,
    at: startedAt,
  })
  // Reactions outlive the run they report: its timeout or cancellation must not silence them.
  const bound = isReaction(step) ? run.stopping : run.working
  for (let attempt = 1; ; attempt += 1) {
    const result = await attemptOnce(prepared, run, attempt, bound)
    if (result.ok) {
      const { rows, output } = result
      return settle(prepared, run, 'RUNNING', {
        state: 'COMPLETED',
        attempts: attempt,
        startedAt,
        rows,
        output,
      })
    }
    const { error, retryAfterSeconds, done } = result
    if (bound.aborted || !error.retryable || attempt >= step.retry.max_attempts) {
      return settle(prepared, run, 'RUNNING', {
        state: stateOf(error),
        attempts: attempt,
        startedAt,
        error,
        partly: done !== undefined,
        ...done,
      })
    }
    const delay = Math.max(backoffDelay(step.retry, attempt, run.random), (retryAfterSeconds ?? 0) * 1_000)
    run.emit({
      kind: 'step_retry',
      stepId: step.step_id,
      index,
      attempt,
      at: timers.now(),
      delayMilliseconds: Math.round(delay),
      error,
    })
    try {
      await timers.sleep(delay, bound)
    } catch (reason) {
      const stopped = describeError(reason, (text) => text)
      return settle(prepared, run, 'RUNNING', {
        state: stateOf(stopped),
        attempts: attempt,
        startedAt,
        error: stopped,
      })
    }
  }
}

type Done = { readonly rows: number; readonly output: Readonly<Record<string, unknown>> }

type AttemptResult =
  | ({ readonly ok: true } & Done)
  | {
      readonly ok: false
      readonly error: StepError
      readonly retryAfterSeconds: number | undefined
      /** All but the part it failed for. */
      readonly done?: Done
    }

/** One call of the processor under its own deadline. The deadline is per attempt: a retry has the full time again. */
async function attemptOnce(
  prepared: PreparedStep,
  run: StepRun,
  attempt: number,
  bound: AbortSignal,
): Promise<AttemptResult> {
  const { step } = prepared
  const { timers, emit } = run
  const deadline = new AbortController()
  const cancel = timers.after(step.timeout_seconds * 1_000, () => {
    deadline.abort(
      new AppError('timeout', `It took longer than its limit of ${step.timeout_seconds} s and was stopped.`),
    )
  })
  const signal = AbortSignal.any([deadline.signal, bound])
  let session: StepSession | undefined
  let completed = false
  const scrub = (text: string) => session?.scrub(text) ?? text
  try {
    const outputs = run.progress.outputs()
    session = run.openStep({
      run: { ...run.identity, stepId: step.step_id, attempt },
      signal,
      outputs,
      runCredentialId: run.credentialId,
      settled: run.progress.settled(),
      onFinding: (finding) => emit({ kind: 'finding', stepId: step.step_id, at: timers.now(), finding }),
      onProgress: (message, rows) =>
        emit({ kind: 'progress', stepId: step.step_id, at: timers.now(), message, rows }),
    })
    const config = prepared.configure({
      ...outputVariables(outputs),
      ...statusVariables(run.progress.settled()),
    })
    const result = await underSignal(prepared.processor.run(session.context, config), signal, run)
    const output = cleanOutput(result.output, session)
    const done = { rows: result.rows, output }
    const { shortfall } = result
    if (shortfall) {
      const { retryAfterSeconds } = shortfall
      return { ok: false, error: describeError(shortfall, scrub), retryAfterSeconds, done }
    }
    completed = true
    return { ok: true, ...done }
  } catch (error) {
    const cause: unknown = signal.aborted ? signal.reason : error
    if (!(cause instanceof AppError)) session?.context.log.error({ err: cause }, 'step failed unexpectedly')
    return {
      ok: false,
      error: describeError(cause, scrub),
      retryAfterSeconds: cause instanceof AppError ? cause.retryAfterSeconds : undefined,
    }
  } finally {
    cancel()
    await session
      ?.close(completed)
      .catch((error: unknown) => session?.context.log.warn({ err: error }, 'temporary folder not removed'))
  }
}

/** The work's result, or the signal's reason at most a grace time after it aborted, whether or not the work heard it. */
async function underSignal(
  work: Promise<StepResult>,
  signal: AbortSignal,
  run: StepRun,
): Promise<StepResult> {
  const abandon = Promise.withResolvers<never>()
  let cancelGrace: (() => void) | undefined
  const onAbort = () => {
    cancelGrace = run.timers.after(GRACE_MILLISECONDS, () => abandon.reject(signal.reason))
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })
  try {
    const result = await Promise.race([work, abandon.promise])
    signal.throwIfAborted()
    return result
  } finally {
    signal.removeEventListener('abort', onAbort)
    cancelGrace?.()
  }
}

/** Output is stored and shown, so it must be JSON and free of secrets. */
function cleanOutput(output: StepResult['output'], session: StepSession): Readonly<Record<string, unknown>> {
  if (!output) return {}
  const clean: unknown = JSON.parse(session.scrub(JSON.stringify(output)))
  return typeof clean === 'object' && clean !== null ? { ...clean } : {}
}

function stateOf(error: StepError): SettledStep['state'] {
  if (error.errorClass === 'CANCELLED') return 'CANCELLED'
  return error.errorClass === 'TIMEOUT' ? 'TIMEOUT' : 'FAILED'
}

function settle(
  prepared: PreparedStep,
  run: StepRun,
  from: 'PENDING' | 'RUNNING',
  ending: Ending,
): SettledStep {
  const { step, index } = prepared
  const failed = ending.state === 'FAILED' || ending.state === 'TIMEOUT'
  const settled: SettledStep = {
    stepId: step.step_id,
    index,
    psType: step.ps_type,
    rows: 0,
    output: {},
    error: null,
    reason: null,
    partly: false,
    ...ending,
    endedAt: run.timers.now(),
    tolerated: failed && !run.working.aborted && (isReaction(step) || step.on_failure !== 'stop'),
    alert: failed && step.on_failure === 'alert',
  }
  if (!run.stopping.aborted || settled.state === 'COMPLETED') {
    run.emit({ kind: 'step_settled', from, step: settled, name: step.name ?? step.step_id })
  }
  return settled
}
