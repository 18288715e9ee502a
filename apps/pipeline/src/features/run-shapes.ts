import type { RunRow } from '@cloudact/store/runs/run-row'
import type { StepRow } from '@cloudact/store/runs/list-steps'
import type { TransitionRow } from '@cloudact/store/runs/list-transitions'
import { z } from 'zod'

const Facts = z.record(z.string(), z.unknown()).nullable()
const Instant = z.string().describe('ISO 8601, UTC.')

export const OrgParams = z.object({ org_slug: z.string() })
export const RunParams = z.object({ org_slug: z.string(), pipeline_logging_id: z.string().max(100) })
export const RunIdParams = z.object({ org_slug: z.string(), run_id: z.string().max(100) })

/** Paging of a list. */
export function pageQuery(limit: number, most: number) {
  return {
    limit: z.coerce.number().int().min(1).max(most).default(limit),
    offset: z.coerce.number().int().min(0).max(1_000_000).default(0),
  }
}

/** Longest a request may wait for the end of a run, in seconds. */
const LONGEST_WAIT = 3_600

export const WaitQuery = z.strictObject({
  wait: z.coerce
    .number()
    .int()
    .min(0)
    .max(LONGEST_WAIT)
    .optional()
    .describe('Seconds to wait for the end of the run.'),
})

export const RunSummary = z
  .object({
    run_id: z.string(),
    pipeline_logging_id: z.string().describe('The same as run_id.'),
    pipeline_id: z.string(),
    pipeline: z.string().describe('Path to run it by.'),
    org_slug: z.string(),
    status: z.string(),
    trigger_type: z.string(),
    trigger_by: z.string().nullable(),
    start_time: Instant.nullable(),
    end_time: Instant.nullable(),
    duration_ms: z.number().nullable(),
    run_date: z.string().nullable(),
    start_date: z.string().describe('First UTC day worked on.'),
    end_date: z.string().describe('First UTC day no longer worked on.'),
    credential_id: z.string().nullable(),
    rows_processed: z.number().nullable(),
    error_message: z.string().nullable(),
    error_context: Facts,
    parameters: Facts,
    run_metadata: Facts,
    resumed_from: z.string().nullable(),
  })
  .meta({ id: 'PipelineRunSummary' })

export function toRunSummary(run: RunRow): z.input<typeof RunSummary> {
  return {
    ...run,
    run_id: run.pipeline_logging_id,
    pipeline: run.pipeline_path,
    credential_id: run.credential_id === '' ? null : run.credential_id,
    start_time: run.start_time.toISOString(),
    end_time: run.end_time?.toISOString() ?? null,
  }
}

export const Step = z
  .object({
    step_logging_id: z.string(),
    step_id: z.string(),
    step_name: z.string(),
    step_type: z.string(),
    step_index: z.number(),
    status: z.string(),
    attempt: z.number(),
    start_time: Instant.nullable(),
    end_time: Instant.nullable(),
    duration_ms: z.number().nullable(),
    rows_processed: z.number().nullable(),
    error_message: z.string().nullable(),
    error_context: Facts,
    metadata: Facts,
    output: Facts,
    findings: z.array(z.record(z.string(), z.unknown())),
  })
  .meta({ id: 'StepLogSummary' })

export function toStep(step: StepRow): z.input<typeof Step> {
  return {
    ...step,
    start_time: step.start_time.toISOString(),
    end_time: step.end_time?.toISOString() ?? null,
    findings: [...step.findings],
  }
}

export const RunDetail = RunSummary.extend({ steps: z.array(Step) }).meta({ id: 'PipelineRunDetail' })

export const RunStatus = RunDetail.extend({ rows: z.number().nullable(), error: z.string().nullable() }).meta(
  {
    id: 'RunStatus',
  },
)

export const Transition = z
  .object({
    transition_id: z.string(),
    pipeline_logging_id: z.string(),
    step_logging_id: z.string().nullable(),
    entity_type: z.string(),
    entity_name: z.string().nullable(),
    from_state: z.string(),
    to_state: z.string(),
    transition_time: Instant,
    reason: z.string().nullable(),
    error_type: z.string().nullable(),
    error_message: z.string().nullable(),
    retry_count: z.number().nullable(),
    duration_in_state_ms: z.number().nullable(),
    metadata: Facts,
  })
  .meta({ id: 'StateTransition' })

export function toTransition(transition: TransitionRow): z.input<typeof Transition> {
  return { ...transition, transition_time: transition.transition_time.toISOString() }
}

export const StartedRun = z
  .object({
    run_id: z.string(),
    pipeline_logging_id: z.string(),
    pipeline_id: z.string(),
    org_slug: z.string(),
    status: z.string(),
    message: z.string(),
    start_date: z.string(),
    end_date: z.string(),
    rows: z.number().nullable(),
    error: z.string().nullable(),
  })
  .meta({ id: 'TriggerPipelineResponse' })

export function toStartedRun(run: RunRow, message: string): z.input<typeof StartedRun> {
  return {
    run_id: run.pipeline_logging_id,
    pipeline_logging_id: run.pipeline_logging_id,
    pipeline_id: run.pipeline_id,
    org_slug: run.org_slug,
    status: run.status,
    message,
    start_date: run.start_date,
    end_date: run.end_date,
    rows: run.rows_processed,
    error: run.error_message,
  }
}
