import type { Catalog } from '@cloudact/catalog/catalog'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'
import type { Logger } from '@cloudact/core/ports/logger'
import type { RunState } from '@cloudact/core/run-state'
import { describeError } from './classify-error.ts'
import { prepareSteps, type PreparedStep } from './prepare-run.ts'
import type { Finding, RunIdentity } from './processor.ts'
import type { ProcessorRegistry } from './processor-registry.ts'
import { isInterruption, runTimedOut } from './run-abort.ts'
import type { RunEvent, RunLog, RunOutcome } from './run-events.ts'
import { loadTimeVariables, runTimeVariables } from './run-variables.ts'
import { didWork, RunProgress } from './run-progress.ts'
import { runStep, type CompletedStep, type StepRun } from './run-step.ts'
import type { StepDetails, StepSession } from './step-context.ts'
import type { SettledStep, StepError } from './step-outcome.ts'
import type { TemplateVariables } from './template.ts'
import type { Timers } from './timers.ts'

/** One run to execute. */
export type RunPlan = {
  readonly identity: Omit<RunIdentity, 'stepId' | 'attempt'>
  readonly pipeline: Pipeline
  readonly credentialId?: string
  /** Named parameters of the request, usable as `${name}`. */
  readonly parameters?: TemplateVariables
  /** Steps already completed: by this run before a crash, or by the failed run this one retries. */
  readonly completed?: ReadonlyMap<string, CompletedStep>
}

export type RunPorts = {
  readonly catalog: Catalog
  readonly registry: Pick<ProcessorRegistry, 'resolve'>
  readonly log: RunLog
  /** Opens the context of one attempt: `openStep` of `step-context.ts` over the organization's ports. */
  readonly openStep: (details: StepDetails) => StepSession
  /** Told of failures nobody expected, with what the run record must not hold. */
  readonly logger?: Logger
  /** Removes what steps of the run kept for later attempts: `removeKeptFolder`. */
  readonly forget?: (runId: string) => Promise<void>
  readonly timers: Timers
  /** 0 ≤ x < 1, for jitter. */
  readonly random: () => number
  /** Dataset suffix, `prod` by default of the deployment. */
  readonly environment: string
  readonly projectId: string
}

/**
 * Executes a run from validation to its end and says how it ended. Never throws for anything a run can cause.
 *
 * `signal` aborts with `cancelledBy(…)` (the run ends CANCELLED) or `interrupted()` (it goes back to the queue). All
 * signals and timers belong to this call: another run's end is never touched.
 */
export async function executeRun(plan: RunPlan, ports: RunPorts, signal: AbortSignal): Promise<RunOutcome> {
  const { timers } = ports
  const startedAt = timers.now()
  const findings: Finding[] = []
  let state: RunState = 'PENDING'
  const emit = (event: RunEvent) => {
    if (event.kind === 'finding') findings.push(event.finding)
    ports.log.record(event)
  }
  const move = (to: RunState, error: StepError | null = null) => {
    emit({ kind: 'run', from: state, to, at: timers.now(), error })
    state = to
  }

  const timeout = new AbortController()
  const stopTimer = timers.after(plan.pipeline.timeout_minutes * 60_000, () =>
    timeout.abort(runTimedOut(plan.pipeline.timeout_minutes)),
  )
  const working = AbortSignal.any([signal, timeout.signal])
  const stopping = new AbortController()
  const onAbort = () => {
    if (isInterruption(signal.reason)) stopping.abort(signal.reason)
  }
  if (signal.aborted) onAbort()
  else signal.addEventListener('abort', onAbort, { once: true })

  const end = (
    to: RunOutcome['state'],
    error: StepError | null,
    steps: readonly SettledStep[],
  ): RunOutcome => {
    stopTimer()
    signal.removeEventListener('abort', onAbort)
    if (to === 'CANCELLED') state = 'CANCELLING'
    const from = state
    move(to, error)
    return {
      state: to,
      from,
      startedAt,
      endedAt: timers.now(),
      steps,
      rows: steps.reduce((sum, step) => sum + (didWork(step) ? step.rows : 0), 0),
      error,
      partial: to === 'COMPLETED' && steps.some((step) => step.tolerated),
      findings,
    }
  }

  move('VALIDATING')
  let prepared: PreparedStep[]
  try {
    prepared = await prepareSteps(
      plan.pipeline,
      ports.registry,
      loadTimeVariables(plan.identity.org, plan.identity.pipelinePath, plan.pipeline),
      runTimeVariables({
        ...plan,
        run: plan.identity,
        catalog: ports.catalog,
        environment: ports.environment,
        projectId: ports.projectId,
      }),
    )
  } catch (error) {
    if (!(error instanceof AppError)) ports.logger?.error({ err: error }, 'the run could not be prepared')
    return end(
      'FAILED',
      describeError(error, (text) => text),
      [],
    )
  }

  if (!working.aborted) move('RUNNING')
  const progress = new RunProgress(prepared, working)
  const run: StepRun = {
    identity: { ...plan.identity, parameters: plan.parameters },
    credentialId: plan.credentialId,
    completed: plan.completed ?? new Map(),
    openStep: ports.openStep,
    timers,
    random: ports.random,
    progress,
    emit,
    working,
    stopping: stopping.signal,
  }
  const settle = (id: string): Promise<SettledStep> =>
    progress.once(id, async (step) => {
      await Promise.all(step.waitsFor.map(settle))
      return runStep(step, run)
    })
  await Promise.all(prepared.map((step) => settle(step.step.step_id)))

  const steps = progress.inFileOrder()
  if (!stopping.signal.aborted && steps.some((step) => step.state !== 'COMPLETED'))
    await ports.forget?.(plan.identity.runId)
  const failure = progress.firstFailure()
  if (failure) return end('FAILED', failure, steps)
  if (!working.aborted || progress.everythingWorked()) return end('COMPLETED', null, steps)
  if (isInterruption(signal.reason)) return end('PENDING', null, steps)
  const stopped = working.reason === timeout.signal.reason ? 'TIMEOUT' : 'CANCELLED'
  return end(
    stopped,
    describeError(working.reason, (text) => text),
    steps,
  )
}
