import type { Procedure } from './catalog.ts'
import type { Pipeline, PipelineStep } from './pipeline.ts'
import type { ValueFault } from './check-value.ts'
import { cronFault } from './cron.ts'
import { templateFaults } from './check-templates.ts'

/**
 * What the part that runs steps knows about a step: whether its type exists and whether its configuration fits.
 * Paths are below the step.
 */
export type StepCheck = (step: PipelineStep) => readonly ValueFault[]

/** Names a pipeline may refer to. */
export type PipelineReferences = {
  readonly providers: { has(name: string): boolean }
  readonly pipelines: { has(path: string): boolean }
  readonly tables: { has(name: string): boolean }
  readonly procedures: ReadonlyMap<string, Pick<Procedure, 'kind'>>
  readonly domains: { has(name: string): boolean }
}

/** Everything that is wrong with a pipeline beyond its shape. */
export function pipelineFaults(
  path: string,
  pipeline: Pipeline,
  known: PipelineReferences,
  checkStep: StepCheck | undefined,
): ValueFault[] {
  return [
    ...(pipeline.provider !== undefined && !known.providers.has(pipeline.provider)
      ? [
          {
            path: ['provider'],
            reason: `There is no provider "${pipeline.provider}" in system/providers.yml.`,
          },
        ]
      : []),
    ...(known.domains.has(pipeline.domain)
      ? []
      : [
          {
            path: ['domain'],
            reason: `There is no domain "${pipeline.domain}" in system/dataset_types.yml.`,
          },
        ]),
    ...scheduleFaults(pipeline.schedule),
    ...pipeline.after.flatMap((other, index) => {
      if (other === path) return [{ path: ['after', index], reason: 'A pipeline cannot wait for itself.' }]
      return known.pipelines.has(other)
        ? []
        : [{ path: ['after', index], reason: `There is no pipeline "${other}".` }]
    }),
    ...orderFaults(pipeline.steps),
    ...pipeline.steps.flatMap((step, index) => [
      ...referenceFaults(step, known).map((fault) => below(index, fault)),
      ...templateFaults(step, pipeline.steps).map((fault) => below(index, fault)),
      ...(checkStep?.(step) ?? []).map((fault) => below(index, fault)),
    ]),
  ]
}

function scheduleFaults(schedule: string | undefined): ValueFault[] {
  const reason = schedule === undefined ? undefined : cronFault(schedule)
  return reason === undefined ? [] : [{ path: ['schedule'], reason }]
}

function below(index: number, fault: ValueFault): ValueFault {
  return { path: ['steps', index, ...fault.path], reason: fault.reason }
}

/** Duplicate ids, unknown dependencies, and cycles with the way around them. */
function orderFaults(steps: readonly PipelineStep[]): ValueFault[] {
  const ids = steps.map((step) => step.step_id)
  const faults: ValueFault[] = []
  steps.forEach((step, index) => {
    if (ids.indexOf(step.step_id) !== index) {
      faults.push({ path: ['steps', index, 'step_id'], reason: `The step "${step.step_id}" appears twice.` })
    }
    step.depends_on?.forEach((other, position) => {
      if (!ids.includes(other)) {
        faults.push({
          path: ['steps', index, 'depends_on', position],
          reason: `There is no step "${other}" in this pipeline.`,
        })
      }
    })
  })
  if (faults.length > 0) return faults
  const cycle = findCycle(new Map(steps.map((step, index) => [step.step_id, dependenciesOf(steps, index)])))
  if (!cycle) return []
  const index = ids.indexOf(cycle[0] ?? '')
  return [
    {
      path: ['steps', index, 'depends_on'],
      reason: `The steps wait for each other in a circle: ${cycle.join(' → ')}.`,
    },
  ]
}

/** A missing `depends_on` means the step before; a step that reacts to the outcome waits for nothing by itself. */
function dependenciesOf(steps: readonly PipelineStep[], index: number): readonly string[] {
  const step = steps[index]
  if (!step) return []
  if (step.depends_on) return step.depends_on
  if (step.trigger !== 'on_success') return []
  const previous = steps.slice(0, index).findLast((other) => other.trigger === 'on_success')
  return previous ? [previous.step_id] : []
}

/** The first cycle, its first step repeated at the end. Without recursion, because the input is data. */
export function findCycle(edges: ReadonlyMap<string, readonly string[]>): string[] | undefined {
  const done = new Set<string>()
  for (const root of edges.keys()) {
    const trail: { readonly id: string; next: number }[] = [{ id: root, next: 0 }]
    for (let top = trail.at(-1); top; top = trail.at(-1)) {
      const child = done.has(top.id) ? undefined : edges.get(top.id)?.[top.next]
      top.next += 1
      if (child === undefined) {
        done.add(top.id)
        trail.pop()
      } else {
        const seen = trail.findIndex(({ id }) => id === child)
        if (seen >= 0) return [...trail.slice(seen).map(({ id }) => id), child]
        trail.push({ id: child, next: 0 })
      }
    }
  }
  return undefined
}

/** Procedures and tables a step names in its configuration. */
function referenceFaults(step: PipelineStep, known: PipelineReferences): ValueFault[] {
  const { procedure, procedures, checks, destination } = step.config
  const listed = (key: string, names: unknown, kind: Procedure['kind']) =>
    Array.isArray(names)
      ? names.map((name: unknown, index) => ({ path: ['config', key, index], name, kind }))
      : []
  const named = [
    ...(isRecord(procedure)
      ? [{ path: ['config', 'procedure', 'name'], name: procedure['name'], kind: 'rows' as const }]
      : []),
    ...listed('procedures', procedures, 'rows'),
    ...listed('checks', checks, 'check'),
  ]
  const table = isRecord(destination) ? destination['table'] : undefined
  return [
    ...named.flatMap(({ path, name, kind }) => {
      if (typeof name !== 'string' || isTemplate(name)) return []
      const found = known.procedures.get(name)
      if (!found) return [{ path, reason: `There is no procedure "${name}" below procedures/.` }]
      if (found.kind === kind) return []
      const reason =
        kind === 'check'
          ? `"${name}" is no check: its header lacks "kind: check".`
          : `"${name}" is a check: name it under checks.`
      return [{ path, reason }]
    }),
    ...(typeof table === 'string' && !isTemplate(table) && !known.tables.has(table)
      ? [{ path: ['config', 'destination', 'table'], reason: `There is no table "${table}" in schemas/org.` }]
      : []),
  ]
}

function isTemplate(text: string): boolean {
  return text.includes('{')
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
