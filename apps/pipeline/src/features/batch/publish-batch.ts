import { AppError } from '@cloudact/core/errors'
import { formatDay, parseDay } from '@cloudact/core/day'
import { parseOrgSlug } from '@cloudact/core/org-slug'
import { organizationExists } from '@cloudact/store/organizations/find-organization'
import { insertBatchRun } from '@cloudact/store/runs/batch-runs'
import type { Caller } from '@cloudact/http/caller'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { runRange } from '../../domain/run-range.ts'
import { nameOf, startRun } from '../../domain/start-run.ts'

const Outcome = z.object({
  org_slug: z.string(),
  outcome: z.enum(['started', 'duplicate', 'quota', 'failed']),
  run_id: z.string().nullable(),
  message: z.string().nullable(),
})
type Outcome = z.output<typeof Outcome>

/** Starts one pipeline for many organizations. One organization's refusal does not keep the others from starting. */
export const publishBatch = route({
  method: 'POST',
  path: '/api/v1/pipelines/batch/publish',
  operationId: 'publishBatch',
  tag: 'Pipelines',
  summary: 'Start a pipeline for many organizations',
  auth: { kind: 'root' },
  body: z
    .strictObject({
      org_slugs: z.array(z.string().max(100)).min(1).max(1_000),
      pipeline_id: z.string().max(200).describe('Path of the pipeline: genai/payg/openai.'),
      date: z.string().max(40).optional(),
      start_date: z.string().max(40).optional(),
      end_date: z.string().max(40).optional(),
    })
    .meta({ id: 'BatchPipelinePublishRequest' }),
  output: z
    .object({
      success: z.boolean(),
      batch_run_id: z.string(),
      started: z.number(),
      refused: z.number(),
      results: z.array(Outcome),
    })
    .meta({ id: 'BatchPublishResponse' }),
  audit: { action: 'EXECUTE', resource: 'pipeline_batch' },
  handler: async ({ body, caller, auditDetail }, context) => {
    const triggeredAt = context.clock.now()
    const runDate = parseDay(body.date ?? body.start_date ?? formatDay(triggeredAt))
    const slugs = [...new Set(body.org_slugs)]
    const results: Outcome[] = []
    for (const slug of slugs) results.push(await startFor(slug, body, caller, context))
    const count = (outcome: Outcome['outcome']): number =>
      results.filter((result) => result.outcome === outcome).length
    const refused = results.filter((result) => result.run_id === null)
    const completedAt = context.clock.now()
    const id = await insertBatchRun(context.database, {
      org_slug: '*',
      trigger_type: 'batch',
      status: refused.length === 0 ? 'COMPLETED' : refused.length === results.length ? 'FAILED' : 'PARTIAL',
      run_date: runDate,
      dry_run: false,
      orgs_processed: results.length - refused.length,
      orgs_skipped: refused.length,
      pipelines_triggered: count('started'),
      pipelines_failed: count('failed'),
      pipelines_skipped_quota: count('quota'),
      total_integrations: 0,
      results,
      errors: refused,
      elapsed_seconds: (completedAt - triggeredAt) / 1_000,
      triggered_at: new Date(triggeredAt),
      completed_at: new Date(completedAt),
    })
    auditDetail(id, { pipeline: body.pipeline_id, organizations: slugs.length })
    return {
      success: refused.length === 0,
      batch_run_id: id,
      started: count('started'),
      refused: refused.length,
      results,
    }
  },
})

type Dates = {
  readonly pipeline_id: string
  readonly date?: string | undefined
  readonly start_date?: string | undefined
  readonly end_date?: string | undefined
}

async function startFor(
  slug: string,
  body: Dates,
  caller: Caller,
  context: PipelineContext,
): Promise<Outcome> {
  try {
    const org = parseOrgSlug(slug)
    if (!(await organizationExists(context.database, org)))
      throw new AppError('not_found', 'There is no such organization.')
    const { path, pipeline } = requireOfferedPipeline(context.catalogFor(org), body.pipeline_id)
    const range = runRange(body, pipeline, context.clock.now())
    const { run, duplicate } = await startRun(context, {
      org,
      path,
      pipeline,
      range,
      triggerType: 'batch',
      triggerBy: nameOf(caller),
      caller,
    })
    return {
      org_slug: org,
      outcome: duplicate ? 'duplicate' : 'started',
      run_id: run.pipeline_logging_id,
      message: null,
    }
  } catch (error) {
    if (!(error instanceof AppError)) throw error
    return {
      org_slug: slug,
      outcome: error.code === 'quota_exceeded' ? 'quota' : 'failed',
      run_id: null,
      message: error.message,
    }
  }
}
