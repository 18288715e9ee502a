import { AppError } from '@cloudact/core/errors'
import { RUN_STATES } from '@cloudact/core/run-state'
import { findRunOrg, getRun } from '@cloudact/store/runs/get-run'
import { listRunsOf } from '@cloudact/store/runs/list-runs'
import { z } from 'zod'
import { route } from '../../context.ts'
import { holdsIn, organizationsWith } from '../../domain/caller-rights.ts'
import { RunSummary, toRunSummary } from '../run-shapes.ts'

const shared = {
  method: 'GET',
  tag: 'Pipelines',
  auth: { kind: 'scope', scope: 'pipelines:read' },
} as const

/** The older list, which names no organization. */
export const listOwnRuns = route({
  ...shared,
  path: '/api/v1/pipelines/runs',
  operationId: 'listOwnRuns',
  summary: "Runs of the caller's organization, newest first; of every organization for the operator",
  query: z.strictObject({
    pipeline_id: z.string().max(200).optional(),
    status: z
      .string()
      .transform((text) => text.toUpperCase())
      .pipe(z.enum(RUN_STATES))
      .optional(),
    limit: z.coerce.number().int().min(1).max(100).default(20),
  }),
  output: z.array(RunSummary),
  handler: async ({ query, caller }, { database }) => {
    const runs = await listRunsOf(database, organizationsWith(caller, 'pipelines:read'), {
      pipelineId: query.pipeline_id,
      status: query.status,
      limit: query.limit,
    })
    return runs.map(toRunSummary)
  },
})

/** The older path of one run, which names no organization: the run's own must be one of the caller's. */
export const getOwnRun = route({
  ...shared,
  path: '/api/v1/pipelines/runs/{pipeline_logging_id}',
  operationId: 'getRunById',
  summary: 'A run by its id alone',
  params: z.object({ pipeline_logging_id: z.string().max(100) }),
  output: RunSummary,
  handler: async ({ params, caller }, { database }) => {
    const id = params.pipeline_logging_id
    const org = await findRunOrg(database, id)
    if (org === undefined || !holdsIn(caller, org, 'pipelines:read'))
      throw new AppError('not_found', 'There is no such run, or you have no access to it.')
    return toRunSummary(await getRun(database, org, id))
  },
})
