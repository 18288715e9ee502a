import type { PipelineStep } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'

/** A step with what it waits for, in file order. */
export type PlannedStep = {
  readonly step: PipelineStep
  readonly index: number
  /** Step ids that must have ended first. */
  readonly waitsFor: readonly string[]
}

/** Steps that react to how the others ended, instead of doing the pipeline's work. */
export function isReaction(step: Pick<PipelineStep, 'trigger'>): boolean {
  return step.trigger !== 'on_success'
}

/**
 * Works out what every step waits for. A missing `depends_on` means: a working step waits for the working step before
 * it, a reaction (`trigger: on_failure …`) for all working steps that do not themselves wait for it. `[]` means at once.
 *
 * Throws `config_invalid` for a duplicate id, an unknown id, and a cycle, with the path of the cycle.
 */
export function planSteps(steps: readonly PipelineStep[]): PlannedStep[] {
  const byId = new Map<string, PipelineStep>()
  for (const step of steps) {
    if (byId.has(step.step_id))
      throw new AppError('config_invalid', `Step "${step.step_id}" is declared twice.`)
    byId.set(step.step_id, step)
  }
  for (const step of steps) {
    const unknown = step.depends_on?.find((id) => !byId.has(id))
    if (unknown !== undefined) {
      throw new AppError(
        'config_invalid',
        `Step "${step.step_id}" depends on "${unknown}", which is not a step of this pipeline.`,
      )
    }
  }

  const waits = new Map<string, readonly string[]>()
  let previous: string | undefined
  for (const step of steps) {
    if (!isReaction(step)) {
      waits.set(step.step_id, step.depends_on ?? (previous === undefined ? [] : [previous]))
      previous = step.step_id
    } else if (step.depends_on) {
      waits.set(step.step_id, step.depends_on)
    }
  }
  for (const step of steps) {
    if (waits.has(step.step_id)) continue
    const dependents = reach(step.step_id, waits)
    waits.set(
      step.step_id,
      steps
        .filter((other) => !isReaction(other) && !dependents.has(other.step_id))
        .map((other) => other.step_id),
    )
  }

  const cycle = findCycle(steps, waits)
  if (cycle)
    throw new AppError('config_invalid', `The steps wait for each other in a circle: ${cycle.join(' → ')}.`)
  return steps.map((step, index) => ({ step, index, waitsFor: [...new Set(waits.get(step.step_id))] }))
}

/** Ids of all steps that wait, directly or not, for `target`. */
function reach(target: string, waits: ReadonlyMap<string, readonly string[]>): Set<string> {
  const found = new Set([target])
  for (let grew = true; grew;) {
    grew = false
    for (const [id, list] of waits) {
      if (!found.has(id) && list.some((dependency) => found.has(dependency))) {
        found.add(id)
        grew = true
      }
    }
  }
  return found
}

/** Ids along a cycle, the first repeated at the end; `undefined` when there is none. Iterative: input is data. */
function findCycle(
  steps: readonly PipelineStep[],
  waits: ReadonlyMap<string, readonly string[]>,
): string[] | undefined {
  const done = new Set<string>()
  for (const { step_id: root } of steps) {
    const path: string[] = []
    const onPath = new Set<string>()
    const stack: { readonly id: string; next: number }[] = [{ id: root, next: 0 }]
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      if (frame.next === 0) {
        if (done.has(frame.id)) {
          stack.pop()
          continue
        }
        path.push(frame.id)
        onPath.add(frame.id)
      }
      const child = waits.get(frame.id)?.[frame.next]
      frame.next += 1
      if (child === undefined) {
        done.add(frame.id)
        onPath.delete(frame.id)
        path.pop()
        stack.pop()
      } else if (onPath.has(child)) {
        return [...path.slice(path.indexOf(child)), child]
      } else if (!done.has(child)) {
        stack.push({ id: child, next: 0 })
      }
    }
  }
  return undefined
}
