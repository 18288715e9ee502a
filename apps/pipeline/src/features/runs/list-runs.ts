import { parseDay } from '@cloudact/core/day'
import { RUN_STATES } from '@cloudact/core/run-state'
import type { OrgSlug } from '@cloudact/core/org-slug'
import { listRuns } from '@cloudact/store/runs/list-runs'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { OrgParams, pageQuery, RunSummary, toRunSummary } from '../run-shapes.ts'

export const RunListQuery = z.strictObject({
  status_filter: z
    .string()
    .transform((text) => text.toUpperCase())
    .pipe(z.enum(RUN_STATES))
    .optional(),
  pipeline_id: z.string().max(200).optional(),
  trigger_type: z.string().max(40).optional(),
  trigger_by: z.string().max(200).optional(),
  start_date: z.string().max(20).optional().describe('Accepted on this UTC day or later.'),
  end_date: z.string().max(20).optional().describe('Accepted on this UTC day or earlier.'),
  ...pageQuery(20, 100),
})

export const RunList = z
  .object({ runs: z.array(RunSummary), total: z.number(), limit: z.number(), offset: z.number() })
  .meta({ id: 'PipelineRunsResponse' })

const shared = {
  method: 'GET',
  tag: 'Pipelines',
  summary: 'Runs, newest first',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: OrgParams,
  query: RunListQuery,
  output: RunList,
} as const

export const listRunsRoute = route({
  ...shared,
  path: '/api/v1/pipelines/{org_slug}/runs',
  operationId: 'listRuns',
  handler: ({ org, query }, context) => readRunList(org, query, context),
})

export const runHistory = route({
  ...shared,
  path: '/api/v1/pipelines/history/{org_slug}',
  operationId: 'runHistory',
  handler: ({ org, query }, context) => readRunList(org, query, context),
})

/** One page of an organization's runs, newest first. Throws `invalid_input` for impossible days. */
export async function readRunList(
  org: OrgSlug,
  query: z.output<typeof RunListQuery>,
  { database }: PipelineContext,
) {
  const { limit, offset } = query
  const page = await listRuns(database, org, {
    status: query.status_filter,
    pipelineId: query.pipeline_id,
    triggerType: query.trigger_type,
    triggerBy: query.trigger_by,
    startDate: query.start_date === undefined ? undefined : parseDay(query.start_date),
    endDate: query.end_date === undefined ? undefined : parseDay(query.end_date),
    limit,
    offset,
  })
  return { runs: page.rows.map(toRunSummary), total: page.total, limit, offset }
}
