import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { addDays } from '@cloudact/core/day'
import { AppError } from '@cloudact/core/errors'
import { describeError } from '@cloudact/engine/classify-error'
import type { RunOutcome } from '@cloudact/engine/run-events'
import type { RunFacts } from '@cloudact/notify/templates/run-message'
import type { RunEnd } from '@cloudact/store/runs/finish-run'
import type { RunRow } from '@cloudact/store/runs/run-row'

type Ended = RunOutcome & { readonly state: Exclude<RunOutcome['state'], 'PENDING'> }

export function hasEnded(outcome: RunOutcome): outcome is Ended {
  return outcome.state !== 'PENDING'
}

/** What is stored about how a run ended. */
export function toRunEnd(outcome: Ended): RunEnd {
  const { error } = outcome
  const failed = outcome.steps.find((step) => step.error !== null && !step.tolerated)
  return {
    state: outcome.state,
    rows: outcome.rows,
    ...(error === null
      ? {}
      : {
          errorMessage: error.message,
          errorType: error.errorClass,
          errorContext: {
            code: error.code,
            error_type: error.errorClass,
            retryable: error.retryable,
            action: error.action,
            step_id: failed?.stepId ?? null,
          },
        }),
    metadata: {
      partial: outcome.partial,
      steps_completed: outcome.steps.filter((step) => step.state === 'COMPLETED').length,
      steps_total: outcome.steps.length,
      findings: outcome.findings.length,
      unpriced: outcome.findings.filter((finding) => finding.code === 'unpriced').length,
    },
  }
}

/** The end of a run that could not even be executed. */
export function brokenRunEnd(error: unknown): RunEnd {
  const described = describeError(error, (text) => text)
  const message =
    error instanceof AppError
      ? described.message
      : 'The run could not be executed because of an internal error.'
  return {
    state: 'FAILED',
    errorMessage: message,
    errorType: described.errorClass,
    errorContext: { code: described.code, action: described.action },
  }
}

/** What the organization's channels are told; nothing about a cancelled run: somebody wanted it. */
export function toRunFacts(
  run: RunRow,
  org: OrgSlug,
  pipeline: Pipeline | undefined,
  outcome: Ended,
  publicUrl: string | undefined,
): RunFacts | undefined {
  if (outcome.state === 'CANCELLED') return undefined
  return {
    org,
    pipelineId: run.pipeline_id,
    pipelineName: pipeline?.name ?? run.pipeline_path,
    runId: run.pipeline_logging_id,
    state: outcome.state,
    partial: outcome.partial,
    startDate: run.start_date,
    endDate: addDays(run.end_date, -1),
    rows: outcome.rows,
    durationMilliseconds: outcome.endedAt - run.start_time.getTime(),
    error: outcome.error,
    failedSteps: outcome.steps.flatMap((step) =>
      step.error === null ? [] : [{ stepId: step.stepId, message: step.error.message }],
    ),
    findings: outcome.findings
      .filter((finding) => finding.severity !== 'info')
      .map((finding) => finding.message),
    url:
      publicUrl === undefined ? undefined : `${publicUrl}/${org}/pipelines/runs/${run.pipeline_logging_id}`,
  }
}
