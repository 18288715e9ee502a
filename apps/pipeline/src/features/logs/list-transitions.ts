import type { OrgSlug } from '@cloudact/core/org-slug'
import { getRun } from '@cloudact/store/runs/get-run'
import { listTransitions } from '@cloudact/store/runs/list-transitions'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { pageQuery, RunIdParams, RunParams, toTransition, Transition } from '../run-shapes.ts'

const Query = z.strictObject({
  entity_type: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(['PIPELINE', 'STEP']))
    .optional(),
  ...pageQuery(100, 1_000),
})

const shared = {
  method: 'GET',
  tag: 'Pipelines',
  summary: 'State transitions of a run and its steps',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  query: Query,
  output: z
    .object({ transitions: z.array(Transition), total: z.number(), limit: z.number(), offset: z.number() })
    .meta({ id: 'StateTransitionsResponse' }),
} as const

export const runTransitions = route({
  ...shared,
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}/transitions',
  operationId: 'listRunTransitions',
  params: RunParams,
  handler: ({ org, params, query }, context) => list(org, params.pipeline_logging_id, query, context),
})

export const runLogTransitions = route({
  ...shared,
  path: '/api/v1/pipelines/logs/{org_slug}/{run_id}/transitions',
  operationId: 'runLogTransitions',
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
  const page = await listTransitions(database, org, runId, { entityType: query.entity_type, limit, offset })
  return { transitions: page.rows.map(toTransition), total: page.total, limit, offset }
}
