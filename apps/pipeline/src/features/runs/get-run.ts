import { getRun } from '@cloudact/store/runs/get-run'
import { listSteps } from '@cloudact/store/runs/list-steps'
import { route } from '../../context.ts'
import { RunDetail, RunParams, toRunSummary, toStep } from '../run-shapes.ts'

export const getRunRoute = route({
  method: 'GET',
  path: '/api/v1/pipelines/{org_slug}/runs/{pipeline_logging_id}',
  operationId: 'getRun',
  tag: 'Pipelines',
  summary: 'A run and its steps',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: RunParams,
  output: RunDetail,
  handler: async ({ org, params }, { database }) => {
    const run = await getRun(database, org, params.pipeline_logging_id)
    const steps = await listSteps(database, org, params.pipeline_logging_id, { limit: 1_000, offset: 0 })
    return { ...toRunSummary(run), steps: steps.rows.map(toStep) }
  },
})
