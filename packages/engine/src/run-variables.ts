import type { Catalog } from '@cloudact/catalog/catalog'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { addDays, addMonths, formatDay, monthStart } from '@cloudact/core/day'
import type { RunIdentity } from './processor.ts'
import type { SettledStep } from './step-outcome.ts'
import type { TemplateVariables } from './template.ts'

/** `{name}` variables: fixed for an organization and a pipeline file. */
export function loadTimeVariables(org: string, pipelinePath: string, pipeline: Pipeline): TemplateVariables {
  const [category = '', ...rest] = pipelinePath.split('/')
  return {
    org_slug: org,
    category,
    provider: pipeline.provider ?? '',
    domain: pipeline.domain,
    template_name: rest.at(-1) ?? category,
    pipeline_id: pipelineIdOf(org, pipelinePath),
  }
}

/** `{org}-` and the pipeline's path with dashes: `acme-genai-payg-openai`. */
export function pipelineIdOf(org: string, pipelinePath: string): string {
  return `${org}-${pipelinePath.replaceAll('/', '-')}`
}

export type RunVariablesInput = {
  readonly run: Omit<RunIdentity, 'stepId' | 'attempt'>
  readonly pipeline: Pipeline
  readonly catalog: Catalog
  /** Dataset suffix of the deployment: `prod`, `stage`, `local`. */
  readonly environment: string
  /** Google Cloud project of the BigQuery warehouse, `local` for the embedded one. */
  readonly projectId: string
  readonly credentialId?: string
  /** Named parameters of the run request. */
  readonly parameters?: TemplateVariables
}

/** `${name}` variables of a run. Days are UTC; `end_date` is the last day worked on, `end_date_exclusive` the next. */
export function runTimeVariables(input: RunVariablesInput): TemplateVariables {
  const { run, pipeline, catalog } = input
  const { start, end } = run.range
  const today = formatDay(Date.parse(run.startedAt))
  const dataset = `${run.org}_${input.environment}`
  const provider = pipeline.provider === undefined ? undefined : catalog.providers.get(pipeline.provider)
  return {
    ...input.parameters,
    org_slug: run.org,
    project_id: input.projectId,
    org_dataset: dataset,
    dataset,
    start_date: start,
    end_date: addDays(end, -1),
    end_date_exclusive: end,
    date: start,
    run_date: start,
    month: start.slice(0, 7),
    month_start: monthStart(start),
    next_month_start: addMonths(start, 1),
    today,
    yesterday: addDays(today, -1),
    unix_start: String(Date.parse(`${start}T00:00:00Z`) / 1_000),
    unix_end: String(Date.parse(`${end}T00:00:00Z`) / 1_000),
    pipeline_id: run.pipelineId,
    run_id: run.runId,
    started_at: run.startedAt,
    credential_id: input.credentialId ?? '',
    provider: pipeline.provider ?? '',
    domain: pipeline.domain,
    pipeline_name: pipeline.name,
    ...(provider && outputVariables({ provider })),
  }
}

/** How the run stands when a step starts: `${pipeline_status}` and `${error_message}`, for notifications. */
export function statusVariables(settled: readonly SettledStep[]): TemplateVariables {
  const failure = settled.find(
    ({ state, tolerated }) => (state === 'FAILED' || state === 'TIMEOUT') && !tolerated,
  )
  return { pipeline_status: failure ? 'FAILED' : 'COMPLETED', error_message: failure?.error?.message ?? '' }
}

/** Fields of named records, such as outputs of steps, as `${name.key}`; only single values can stand in a text. */
export function outputVariables(
  records: Readonly<Record<string, Readonly<Record<string, unknown>>>>,
): TemplateVariables {
  const variables: Record<string, string> = {}
  for (const [name, record] of Object.entries(records)) {
    for (const [key, value] of Object.entries(record)) {
      if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
        variables[`${name}.${key}`] = String(value)
    }
  }
  return variables
}
