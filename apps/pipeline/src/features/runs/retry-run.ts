import { AppError } from '@cloudact/core/errors'
import { isFinal } from '@cloudact/core/run-state'
import { getRun } from '@cloudact/store/runs/get-run'
import { z } from 'zod'
import { route } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { nameOf, startRun } from '../../domain/start-run.ts'
import { RunParams } from '../run-shapes.ts'

export const retryRun = route({
  method: 'POST',
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/retry',
  operationId: 'retryRun',
  tag: 'Pipelines',
  summary: 'Continue a failed run from its last good step',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  params: RunParams,
  statuses: [202, 200],
  output: z
    .object({
      success: z.boolean(),
      message: z.string(),
      run_id: z.string(),
      new_pipeline_logging_id: z.string(),
      original_pipeline_logging_id: z.string(),
      status: z.string(),
    })
    .meta({ id: 'RetryRunResponse' }),
  bucket: 'pipeline_start',
  audit: { action: 'EXECUTE', resource: 'pipeline' },
  handler: async ({ org, params, caller, auditDetail }, context) => {
    const original = await getRun(context.database, org, params.pipeline_logging_id)
    if (!isFinal(original.status))
      throw new AppError(
        'conflict',
        `The run is still ${original.status}. Wait for its end or cancel it first.`,
      )
    if (original.status === 'COMPLETED')
      throw new AppError(
        'conflict',
        'The run has completed. Start the pipeline again instead of retrying it.',
      )
    const { path, pipeline } = requireOfferedPipeline(context.catalogFor(org), original.pipeline_path)
    const { run, duplicate } = await startRun(context, {
      org,
      path,
      pipeline,
      range: { start: original.start_date, end: original.end_date },
      ...(original.credential_id === '' ? {} : { credentialId: original.credential_id }),
      triggerType: 'retry',
      triggerBy: nameOf(caller),
      caller,
      resumedFrom: original.pipeline_logging_id,
    })
    auditDetail(run.pipeline_logging_id, { retry_of: original.pipeline_logging_id })
    return {
      status: duplicate ? 200 : 202,
      body: {
        success: true,
        message: duplicate
          ? 'The same work is already under way; this is that run.'
          : 'The run continues from its last good step.',
        run_id: run.pipeline_logging_id,
        new_pipeline_logging_id: run.pipeline_logging_id,
        original_pipeline_logging_id: original.pipeline_logging_id,
        status: run.status,
      },
    }
  },
})
