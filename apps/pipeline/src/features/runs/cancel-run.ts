import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Caller } from '@cloudact/http/caller'
import { cancelRun } from '@cloudact/store/runs/cancel-run'
import { findRunOrg } from '@cloudact/store/runs/get-run'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { holdsIn } from '../../domain/caller-rights.ts'
import { nameOf } from '../../domain/start-run.ts'
import { RunParams } from '../run-shapes.ts'

const Cancelled = z
  .object({
    success: z.boolean(),
    run_id: z.string(),
    pipeline_logging_id: z.string(),
    status: z.string(),
    message: z.string(),
  })
  .meta({ id: 'CancelRunResponse' })

const shared = {
  tag: 'Pipelines',
  summary: 'Stop a run',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  output: Cancelled,
  audit: { action: 'EXECUTE', resource: 'pipeline' },
} as const

export const cancelRunRoute = route({
  ...shared,
  method: 'POST',
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/cancel',
  operationId: 'cancelRun',
  params: RunParams,
  handler: async ({ org, params, caller, auditDetail }, context) => {
    auditDetail(params.pipeline_logging_id)
    return cancel(org, params.pipeline_logging_id, caller, context)
  },
})

/** The older path, which names no organization: the run's own is looked up and must be one of the caller's. */
export const deleteRunRoute = route({
  ...shared,
  method: 'DELETE',
  path: '/api/v1/pipelines/runs/{pipeline_logging_id}',
  operationId: 'cancelRunById',
  params: z.object({ pipeline_logging_id: z.string().max(100) }),
  handler: async ({ params, caller, auditDetail }, context) => {
    const id = params.pipeline_logging_id
    auditDetail(id)
    const org = await findRunOrg(context.database, id)
    if (org === undefined || !holdsIn(caller, org, 'pipelines:execute'))
      throw new AppError('not_found', 'There is no such run, or you have no access to it.')
    return cancel(org, id, caller, context)
  },
})

async function cancel(org: OrgSlug, runId: string, caller: Caller, { database, clock }: PipelineContext) {
  const status = await cancelRun(database, org, runId, nameOf(caller), clock.now())
  const message = status === 'CANCELLED' ? 'The run was cancelled.' : 'The run is being stopped.'
  return { success: true, run_id: runId, pipeline_logging_id: runId, status, message }
}
