import type { Pipeline, PipelineStep } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'
import { planSteps, type PlannedStep } from './graph.ts'
import type { Processor } from './processor.ts'
import type { ProcessorRegistry } from './processor-registry.ts'
import { statusVariables } from './run-variables.ts'
import { applyLoadTime, applyRunTime, runTimeNames, unresolved, type TemplateVariables } from './template.ts'

/** A step ready to run: its processor found, its configuration known to be valid. */
export type PreparedStep = PlannedStep & {
  readonly processor: Processor
  readonly type: string
  /** The validated configuration, once all variables have values. */
  configure(outputs: TemplateVariables): unknown
}

/** Stands for what is known only when the step starts, while the configuration is checked before anything runs. */
const UNKNOWN_YET = '0'
const KNOWN_LATER = new Set(Object.keys(statusVariables([])))

/**
 * Everything that can be found wrong before a run touches anything: the graph, the step types, the variables, and every
 * step's configuration. Throws `config_invalid` naming the step.
 */
export async function prepareSteps(
  pipeline: Pipeline,
  registry: Pick<ProcessorRegistry, 'resolve'>,
  loadTime: TemplateVariables,
  runTime: TemplateVariables,
): Promise<PreparedStep[]> {
  const planned = planSteps(pipeline.steps)
  const upstream = upstreamOf(planned)
  return Promise.all(
    planned.map(async (plan) => {
      const { step } = plan
      const { type, processor, implied } = await registry.resolve(step.ps_type)
      const template = applyLoadTime({ ...implied, ...step.config }, loadTime, step.step_id)
      const expected = outputNames(template, step, upstream.get(step.step_id) ?? new Set(), runTime)
      const configure = (outputs: TemplateVariables) =>
        parseConfig(step, processor, applyRunTime(template, { ...outputs, ...runTime }, step.step_id))
      configure(expected)
      return { ...plan, processor, type, configure }
    }),
  )
}

/** Output variables a configuration needs, after checking that the step named is one this step waits for. */
function outputNames(
  config: unknown,
  step: PipelineStep,
  upstream: ReadonlySet<string>,
  runTime: TemplateVariables,
): TemplateVariables {
  const expected: Record<string, string> = {}
  for (const name of runTimeNames(config)) {
    if (Object.hasOwn(runTime, name)) continue
    const [stepId = '', key] = name.split('.')
    if (KNOWN_LATER.has(name)) {
      expected[name] = UNKNOWN_YET
      continue
    }
    if (key === undefined || !upstream.has(stepId)) {
      const outputs = Object.fromEntries([...upstream].map((id) => [`${id}.<output>`, '']))
      throw unresolved(`\${${name}}`, { step: step.step_id, path: 'config' }, { ...runTime, ...outputs })
    }
    expected[name] = UNKNOWN_YET
  }
  return expected
}

function parseConfig(step: PipelineStep, processor: Processor, config: unknown): unknown {
  const parsed = processor.config.safeParse(config)
  if (parsed.success) return parsed.data
  const faults = parsed.error.issues.map((issue) => ({
    path: ['config', ...issue.path].join('.'),
    message: issue.message,
  }))
  const text = faults.map((fault) => `${fault.path}: ${fault.message}`).join('; ')
  throw new AppError(
    'config_invalid',
    `Step "${step.step_id}" (${step.ps_type}) has an invalid configuration: ${text}.`,
    { faults },
  )
}

/** For every step, all steps that have ended before it starts. */
function upstreamOf(planned: readonly PlannedStep[]): ReadonlyMap<string, ReadonlySet<string>> {
  const waits = new Map(planned.map((plan) => [plan.step.step_id, plan.waitsFor]))
  const known = new Map<string, Set<string>>()
  for (const { step } of planned) {
    const found = new Set<string>()
    const queue = [...(waits.get(step.step_id) ?? [])]
    for (let id = queue.pop(); id !== undefined; id = queue.pop()) {
      if (found.has(id)) continue
      found.add(id)
      queue.push(...(waits.get(id) ?? []))
    }
    known.set(step.step_id, found)
  }
  return known
}
