import type { OrgSlug } from '@cloudact/core/org-slug'
import type { RouteRequest } from '@cloudact/http/route'
import { z } from 'zod'
import type { PipelineContext } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { runRange } from '../../domain/run-range.ts'
import { nameOf, startRun } from '../../domain/start-run.ts'
import { StartedRun, toStartedRun, WaitQuery } from '../run-shapes.ts'

const Dates = {
  date: z.string().max(40).optional().describe('One UTC day.'),
  start_date: z.string().max(40).optional(),
  end_date: z
    .string()
    .max(40)
    .optional()
    .describe('First day no longer worked on; equal to start_date means that one day.'),
}

/** Dates in the query stand in for all dates of the body. */
export const StartQuery = WaitQuery.extend(Dates)

export const StartBody = z
  .strictObject({
    ...Dates,
    credential_id: z.string().min(1).max(100).optional(),
    trigger_by: z.string().min(1).max(100).optional(),
  })
  .meta({ id: 'TriggerPipelineRequest' })
  .nullish()

/** What the routes that start a tenant's pipeline have in common. */
export const starting = {
  method: 'POST',
  tag: 'Pipelines',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  query: StartQuery,
  body: StartBody,
  statuses: [202, 200] as const,
  output: StartedRun,
  bucket: 'pipeline_start',
  audit: { action: 'EXECUTE', resource: 'pipeline' },
} as const

export type StartRequest = Pick<
  RouteRequest<undefined, typeof StartQuery, undefined, typeof StartBody>,
  'query' | 'body' | 'caller' | 'signal' | 'auditDetail'
>

/** Starts a pipeline by path or older name. A run that is already open for the same work answers 200 and uses no quota. */
export async function acceptStart(
  org: OrgSlug,
  name: string,
  request: StartRequest,
  context: PipelineContext,
) {
  const { query, caller, signal } = request
  const body = request.body ?? {}
  const { path, pipeline } = requireOfferedPipeline(context.catalogFor(org), name)
  const range = runRange(datesOf(query) ?? body, pipeline, context.clock.now())
  const { run, duplicate } = await startRun(context, {
    org,
    path,
    pipeline,
    range,
    credentialId: body.credential_id,
    triggerType: 'api',
    triggerBy: body.trigger_by ?? nameOf(caller),
    caller,
  })
  const id = run.pipeline_logging_id
  request.auditDetail(id, { pipeline: path, start_date: range.start, end_date: range.end, duplicate })
  const now = query.wait === undefined ? run : await context.runEnds.wait(org, id, query.wait, signal)
  const message = duplicate
    ? 'The same work is already under way; this is that run.'
    : 'The run was accepted.'
  return {
    status: duplicate ? 200 : 202,
    headers: { location: `/api/v1/pipelines/status/${org}/${id}` },
    body: toStartedRun(now, message),
  }
}

function datesOf({ date, start_date, end_date }: z.output<typeof StartQuery>) {
  const named = date !== undefined || start_date !== undefined || end_date !== undefined
  return named ? { date, start_date, end_date } : undefined
}
