import { route } from '../../context.ts'
import { readRunStatus } from './read-run-status.ts'
import { RunIdParams, RunStatus, WaitQuery } from '../run-shapes.ts'

export const runStatus = route({
  method: 'GET',
  path: '/api/v1/pipelines/status/{org_slug}/{run_id}',
  operationId: 'runStatus',
  tag: 'Pipelines',
  summary: 'State, steps, rows and error of a run',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: RunIdParams,
  query: WaitQuery,
  output: RunStatus,
  handler: ({ org, params, query, signal }, context) =>
    readRunStatus(context, org, params.run_id, query.wait, signal),
})
