import type { OrgSlug } from '@cloudact/core/org-slug'
import { getRun } from '@cloudact/store/runs/get-run'
import { listSteps } from '@cloudact/store/runs/list-steps'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { pageQuery, RunIdParams, RunParams, Step, toStep } from '../run-shapes.ts'

const Query = z.strictObject({
  status_filter: z
    .string()
    .max(20)
    .transform((text) => text.toUpperCase())
    .optional(),
  ...pageQuery(100, 1_000),
})

const shared = {
  method: 'GET',
  tag: 'Pipelines',
  summary: 'Step logs of a run',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  query: Query,
  output: z
    .object({ steps: z.array(Step), total: z.number(), limit: z.number(), offset: z.number() })
    .meta({ id: 'StepLogsResponse' }),
} as const

export const runSteps = route({
  ...shared,
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/steps',
  operationId: 'listRunSteps',
  params: RunParams,
  handler: ({ org, params, query }, context) => list(org, params.pipeline_logging_id, query, context),
})

export const runLogSteps = route({
  ...shared,
  path: '/api/v1/pipelines/logs/{org_slug}/{run_id}/steps',
  operationId: 'runLogSteps',
  params: RunIdParams,
  handler: ({ org, params, query }, context) => list(org, params.run_id, query, context),
})

async function list(
  org: OrgSlug,
  runId: string,
  query: z.output<typeof Query>,
  { database }: PipelineContext,
) {
  const { limit, offset } = query
  await getRun(database, org, runId)
  const page = await listSteps(database, org, runId, { status: query.status_filter, limit, offset })
  return { steps: page.rows.map(toStep), total: page.total, limit, offset }
}
