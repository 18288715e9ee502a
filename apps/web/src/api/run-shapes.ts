import { z } from 'zod'

/**
 * Answers of the pipeline service, which the API passes through without describing them. Only what the pages use is
 * read; additions are ignored.
 */
const Instant = z.string().nullish()
const Facts = z.record(z.string(), z.unknown()).nullish()

export const RunSummary = z.object({
  pipeline_logging_id: z.string(),
  pipeline_id: z.string(),
  status: z.string(),
  trigger_type: z.string(),
  trigger_by: z.string().nullish(),
  start_time: Instant,
  end_time: Instant,
  duration_ms: z.number().nullish(),
  run_date: z.string().nullish(),
  /** Half-open range of UTC days. */
  start_date: z.string().nullish(),
  end_date: z.string().nullish(),
  rows_processed: z.number().nullish(),
  error_message: z.string().nullish(),
  parameters: Facts,
})
export type RunSummary = z.output<typeof RunSummary>

export const Finding = z.object({
  code: z.string(),
  severity: z.enum(['info', 'warning', 'error']).catch('info'),
  message: z.string(),
})
export type Finding = z.output<typeof Finding>

export const StepLog = z.object({
  step_logging_id: z.string(),
  step_name: z.string(),
  step_type: z.string(),
  step_index: z.number(),
  status: z.string(),
  attempt: z.number().nullish(),
  start_time: Instant,
  end_time: Instant,
  duration_ms: z.number().nullish(),
  rows_processed: z.number().nullish(),
  error_message: z.string().nullish(),
  metadata: Facts,
  output: Facts,
  findings: z.array(Finding).nullish(),
})
export type StepLog = z.output<typeof StepLog>

export const RunDetail = RunSummary.extend({ steps: z.array(StepLog).default([]) })
export type RunDetail = z.output<typeof RunDetail>

export const RunList = z.object({ runs: z.array(RunSummary), total: z.number() })

export const TransitionList = z.object({
  transitions: z.array(
    z.object({
      transition_id: z.string(),
      entity_type: z.string(),
      entity_name: z.string().nullish(),
      from_state: z.string().nullable(),
      to_state: z.string(),
      transition_time: z.string(),
      reason: z.string().nullish(),
      error_message: z.string().nullish(),
    }),
  ),
  total: z.number(),
})

/** Older clients read `pipeline_logging_id`; both name the run. */
export const StartedRun = z.object({ run_id: z.string(), status: z.string() })

export const RetriedRun = z.object({ new_pipeline_logging_id: z.string().nullish() })
