import { addDays, formatDay } from '@cloudact/core/day'
import { pipelineIdOf } from '@cloudact/engine/run-variables'
import type { RouteRequest } from '@cloudact/http/route'
import { OPERATOR_ORG } from '@cloudact/store/organizations/operator-org'
import { acceptOperatorRun } from '@cloudact/store/runs/accept-run'
import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'
import { checkParameters, requireSetUpPipeline } from '../../domain/set-up-pipeline.ts'
import { nameOf } from '../../domain/start-run.ts'
import { StartedRun, toStartedRun, WaitQuery } from '../run-shapes.ts'

const Segment = z.string().max(100)
const Body = z
  .record(z.string().max(100), z.string().min(1).max(500))
  .meta({ id: 'SetUpParameters' })
  .nullish()
  .describe('The parameters the pipeline declares; each is text.')

const shared = {
  method: 'POST',
  tag: 'Set-up',
  auth: { kind: 'root' },
  query: WaitQuery,
  body: Body,
  statuses: [202, 200] as const,
  output: StartedRun,
  audit: { action: 'EXECUTE', resource: 'setup_pipeline' },
} as const

/** Starts a set-up pipeline that lies directly in `configs/setup`. */
export const startSetUp = route({
  ...shared,
  path: '/api/v1/pipelines/run/setup/{pipeline}',
  operationId: 'runSetUpPipeline',
  summary: 'Start a set-up pipeline: setup/bootstrap. The run belongs to no organization and uses no quota',
  params: z.object({ pipeline: Segment }),
  handler: (request, context) => start(`setup/${request.params.pipeline}`, request, context),
})

/** Starts a set-up pipeline of a folder of `configs/setup`. */
export const startSetUpOfDomain = route({
  ...shared,
  path: '/api/v1/pipelines/run/setup/{domain}/{pipeline}',
  operationId: 'runSetUpDomainPipeline',
  summary:
    'Start a set-up pipeline: setup/organizations/onboarding. The API key it makes stays sealed: rotate it to see one',
  params: z.object({ domain: Segment, pipeline: Segment }),
  handler: (request, context) =>
    start(`setup/${request.params.domain}/${request.params.pipeline}`, request, context),
})

type Request = Pick<
  RouteRequest<undefined, typeof WaitQuery, undefined, typeof Body>,
  'query' | 'body' | 'caller' | 'signal' | 'auditDetail'
>

async function start(name: string, request: Request, context: PipelineContext) {
  const { database, queue, catalog, clock, runEnds } = context
  const { query, caller, signal } = request
  const { path, pipeline } = requireSetUpPipeline(catalog, name)
  const parameters = checkParameters(pipeline, request.body ?? {})
  const now = clock.now()
  const today = formatDay(now)
  const accepted = await acceptOperatorRun(
    database,
    queue,
    {
      org: OPERATOR_ORG,
      pipelineId: pipelineIdOf(OPERATOR_ORG, path),
      pipelinePath: path,
      credentialId: '',
      range: { start: today, end: addDays(today, 1) },
      triggerType: 'api',
      triggerBy: nameOf(caller),
      parameters,
      configVersion: catalog.version,
    },
    now,
  )
  const { run, duplicate } = accepted
  const id = run.pipeline_logging_id
  request.auditDetail(id, { pipeline: path, parameters, duplicate })
  const seen = query.wait === undefined ? run : await runEnds.wait(OPERATOR_ORG, id, query.wait, signal)
  const message = duplicate
    ? 'The same work is already under way; this is that run.'
    : 'The run was accepted.'
  return {
    status: duplicate ? 200 : 202,
    headers: { location: `/api/v1/pipelines/status/setup/${id}` },
    body: toStartedRun(seen, message),
  }
}
