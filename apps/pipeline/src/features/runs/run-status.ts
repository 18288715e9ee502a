import { getRun } from '@cloudact/store/runs/get-run'
import { listSteps } from '@cloudact/store/runs/list-steps'
import { z } from 'zod'
import { route } from '../../context.ts'
import { RunDetail, RunIdParams, toRunSummary, toStep } from '../run-shapes.ts'

export const runStatus = route({
  method: 'GET',
  path: '/api/v1/pipelines/status/{org_slug}/{run_id}',
  operationId: 'runStatus',
  tag: 'Pipelines',
  summary: 'State, steps, rows and error of a run',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: RunIdParams,
  query: z.strictObject({
    wait: z.coerce
      .number()
      .int()
      .min(0)
      .max(3_600)
      .optional()
      .describe('Seconds to wait for the end of the run.'),
  }),
  output: RunDetail.extend({ rows: z.number().nullable(), error: z.string().nullable() }).meta({
    id: 'RunStatus',
  }),
  handler: async ({ org, params, query, signal }, { database, runEnds }) => {
    const id = params.run_id
    const run =
      query.wait === undefined
        ? await getRun(database, org, id)
        : await runEnds.wait(org, id, query.wait, signal)
    const steps = await listSteps(database, org, id, { limit: 1_000, offset: 0 })
    return {
      ...toRunSummary(run),
      rows: run.rows_processed,
      error: run.error_message,
      steps: steps.rows.map(toStep),
    }
  },
})
