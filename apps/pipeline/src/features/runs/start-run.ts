import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { requireOfferedPipeline } from '../../domain/offered-pipeline.ts'
import { runRange } from '../../domain/run-range.ts'
import { nameOf, startRun } from '../../domain/start-run.ts'
import { StartedRun, toStartedRun, WaitQuery } from '../run-shapes.ts'
import type { RouteRequest } from '@cloudact/http/route'

const Segment = z.string().max(100)

const ThreeSegments = z.object({
  org_slug: z.string(),
  provider: Segment,
  domain: Segment,
  pipeline: Segment,
})
const FourSegments = z.object({
  org_slug: z.string(),
  category: Segment,
  provider: Segment,
  domain: Segment,
  pipeline: Segment,
})

const Body = z
  .strictObject({
    date: z.string().max(40).optional().describe('One UTC day.'),
    start_date: z.string().max(40).optional(),
    end_date: z
      .string()
      .max(40)
      .optional()
      .describe('First day no longer worked on; equal to start_date means that one day.'),
    credential_id: z.string().min(1).max(100).optional(),
    trigger_by: z.string().min(1).max(100).optional(),
  })
  .meta({ id: 'TriggerPipelineRequest' })
  .nullish()

const shared = {
  method: 'POST',
  tag: 'Pipelines',
  auth: { kind: 'scope', scope: 'pipelines:execute' },
  query: WaitQuery,
  body: Body,
  statuses: [202, 200] as const,
  output: StartedRun,
  bucket: 'pipeline_start',
  audit: { action: 'EXECUTE', resource: 'pipeline' },
} as const

/** Starts a pipeline named by three segments after the organization. */
export const startRunByThree = route({
  ...shared,
  path: '/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}',
  operationId: 'runPipeline',
  summary: 'Start a pipeline: genai/payg/openai',
  params: ThreeSegments,
  handler: (request, context) =>
    start([request.params.provider, request.params.domain, request.params.pipeline], request, context),
})

/** The older name of the same. */
export const triggerRunByThree = route({
  ...shared,
  path: '/api/v1/pipelines/trigger/{org_slug}/{provider}/{domain}/{pipeline}',
  operationId: 'triggerPipeline',
  summary: 'Older name of run',
  params: ThreeSegments,
  handler: (request, context) =>
    start([request.params.provider, request.params.domain, request.params.pipeline], request, context),
})

/** Starts a pipeline named by four segments after the organization. */
export const startRunByFour = route({
  ...shared,
  path: '/api/v1/pipelines/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}',
  operationId: 'runCategoryPipeline',
  summary: 'Start a pipeline: cloud/aws/cost/billing',
  params: FourSegments,
  handler: ({ params, ...request }, context) =>
    start([params.category, params.provider, params.domain, params.pipeline], request, context),
})

type StartRequest = Pick<
  RouteRequest<undefined, typeof WaitQuery, undefined, typeof Body>,
  'org' | 'query' | 'body' | 'caller' | 'signal' | 'auditDetail'
>

/** A run that is already open for the same work answers 200 and uses no quota. */
async function start(segments: readonly string[], request: StartRequest, context: PipelineContext) {
  const { org, query, caller, signal } = request
  const body = request.body ?? {}
  const { path, pipeline } = requireOfferedPipeline(context.catalogFor(org), segments.join('/'))
  const range = runRange(body, pipeline, context.clock.now())
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
