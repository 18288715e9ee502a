import type { ValueFault } from './check-value.ts'
import type { PipelineStep } from './pipeline.ts'

/** `{name}`: known when a pipeline is loaded for an organization. */
const LOAD_TIME_NAMES: readonly string[] = [
  'org_slug',
  'category',
  'provider',
  'domain',
  'template_name',
  'pipeline_id',
]

/** `${name}`: known when a step starts. */
const RUN_TIME_NAMES: readonly string[] = [
  'org_slug',
  'project_id',
  'org_dataset',
  'dataset',
  'start_date',
  'end_date',
  'end_date_exclusive',
  'date',
  'run_date',
  'month',
  'month_start',
  'next_month_start',
  'today',
  'yesterday',
  'unix_start',
  'unix_end',
  'pipeline_id',
  'run_id',
  'started_at',
  'credential_id',
  'provider',
  'domain',
  'pipeline_name',
  'pipeline_status',
  'error_message',
]

const RUN_TIME = /\$\{([^{}]*)\}/g
/** `{name}`, but not `${name}` and not a SQL macro `{{…}}`. */
const LOAD_TIME = /(?<![$\{])\{([a-z][a-z0-9_]*)\}(?!\})/g
const UNCLOSED = /\$\{[^}]*$/

/**
 * Variables of a step's configuration that nothing will fill. `${step.key}` is the output of another step of the
 * pipeline, `${provider.key}` a field of the registry.
 */
export function templateFaults(step: PipelineStep, steps: readonly PipelineStep[]): ValueFault[] {
  const outputsOf = new Set([
    ...steps.map((other) => other.step_id).filter((id) => id !== step.step_id),
    'provider',
    'credential',
  ])
  const faults: ValueFault[] = []
  walk(step.config, ['config'], (text, path) => {
    const unknown = [
      ...[...text.matchAll(LOAD_TIME)].filter(([, name = '']) => !LOAD_TIME_NAMES.includes(name)),
      ...[...text.matchAll(RUN_TIME)].filter(
        ([, name = '']) => !RUN_TIME_NAMES.includes(name) && !outputsOf.has(name.split('.', 1)[0] ?? ''),
      ),
    ]
    for (const [variable] of unknown) {
      faults.push({
        path,
        reason: `Nothing gives the variable ${variable} a value. Known: ${RUN_TIME_NAMES.map((name) => `\${${name}}`).join(', ')}.`,
      })
    }
    if (UNCLOSED.test(text)) faults.push({ path, reason: 'A "${" is not closed with "}".' })
  })
  return faults
}

function walk(
  value: unknown,
  path: readonly (string | number)[],
  visit: (text: string, path: readonly (string | number)[]) => void,
): void {
  if (typeof value === 'string') visit(value, path)
  else if (Array.isArray(value)) value.forEach((item: unknown, index) => walk(item, [...path, index], visit))
  else if (typeof value === 'object' && value !== null) {
    for (const [key, item] of Object.entries(value)) walk(item, [...path, key], visit)
  }
}
