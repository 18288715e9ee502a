import { AppError } from '@cloudact/core/errors'
import { isReaction } from './graph.ts'
import type { PreparedStep } from './prepare-run.ts'
import type { SettledStep, StepError } from './step-outcome.ts'

/** What is known about a run while it is under way: which steps ended, and whether new ones may start. */
export class RunProgress {
  readonly #steps: ReadonlyMap<string, PreparedStep>
  readonly #pending = new Map<string, Promise<SettledStep>>()
  readonly #settled: SettledStep[] = []
  readonly #working: AbortSignal
  /** The first step, in time, whose failure fails the run. */
  #failure: SettledStep | undefined
  /** The first of them after which nothing that waits for success may start. */
  #stop: SettledStep | undefined

  /** `working` aborts when no more work of the pipeline is to be done: cancelled, timed out, interrupted. */
  constructor(steps: readonly PreparedStep[], working: AbortSignal) {
    this.#steps = new Map(steps.map((step) => [step.step.step_id, step]))
    this.#working = working
  }

  /** Runs a step's work the first time it is asked for; later callers get the same promise. */
  once(id: string, work: (step: PreparedStep) => Promise<SettledStep>): Promise<SettledStep> {
    const known = this.#pending.get(id)
    if (known) return known
    const step = this.#steps.get(id)
    if (!step) throw new Error(`Step ${id} was planned but not prepared.`)
    const promise = work(step).then((settled) => {
      this.#settled.push(settled)
      // What ends because the run was stopped is not the reason the run failed.
      if (hasFailed(settled) && !settled.tolerated && !this.#working.aborted) {
        this.#failure ??= settled
        if (!settled.partly) this.#stop ??= settled
      }
      return settled
    })
    this.#pending.set(id, promise)
    return promise
  }

  /** Steps in the order they ended. */
  settled(): readonly SettledStep[] {
    return [...this.#settled]
  }

  inFileOrder(): readonly SettledStep[] {
    return this.#settled.toSorted((a, b) => a.index - b.index)
  }

  outputs(): Readonly<Record<string, Readonly<Record<string, unknown>>>> {
    return Object.fromEntries(this.#settled.filter(didWork).map((step) => [step.stepId, step.output]))
  }

  firstFailure(): StepError | undefined {
    const step = this.#failure
    return step?.error ? { ...step.error, message: failureOf(step.stepId, step.error.message) } : undefined
  }

  /** All working steps completed or failed in a way that is tolerated. */
  everythingWorked(): boolean {
    return this.#settled.every(
      (step) => this.#isReaction(step) || step.state === 'COMPLETED' || step.tolerated,
    )
  }

  /** Why a step must not start, or `undefined` when it may. Asked when everything it waits for has ended. */
  obstacle(step: PreparedStep): string | undefined {
    const { trigger } = step.step
    if (trigger === 'on_success') {
      if (this.#working.aborted) return 'The run was stopped before this step.'
      return this.#stop && `Step "${this.#stop.stepId}" failed before.`
    }
    if (trigger === 'always') return undefined
    const watched = this.#settled.filter((settled) => step.waitsFor.includes(settled.stepId))
    const undone = watched.some(({ state }) => state === 'SKIPPED' || state === 'CANCELLED')
    const failed = watched.some(reportable) || (undone && (this.#failure !== undefined || this.#timedOut()))
    if (undone && !failed) return 'The run was cancelled before this step.'
    return failed || trigger === 'on_completion' ? undefined : 'No step it watches failed.'
  }

  #timedOut(): boolean {
    const reason: unknown = this.#working.reason
    return reason instanceof AppError && reason.code === 'timeout'
  }

  #isReaction(settled: SettledStep): boolean {
    const step = this.#steps.get(settled.stepId)
    return step !== undefined && isReaction(step.step)
  }
}

/** Names the step, unless its message does so itself. */
function failureOf(stepId: string, message: string): string {
  const names = message.startsWith(`Step "${stepId}"`)
  return names ? message : `Step "${stepId}" failed: ${message}`
}

function hasFailed(step: SettledStep): boolean {
  return step.state === 'FAILED' || step.state === 'TIMEOUT'
}

/** Whether its rows and its output count: it did all of its work, or all but the part it failed for. */
export function didWork(step: SettledStep): boolean {
  return step.state === 'COMPLETED' || step.partly
}

/** A failure `on_failure` reactions are for: one that fails the run or asks to be notified. */
function reportable(step: SettledStep): boolean {
  return hasFailed(step) && (!step.tolerated || step.alert)
}
