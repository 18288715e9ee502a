import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Database } from '@cloudact/core/ports/sql'
import { getRun } from '@cloudact/store/runs/get-run'
import { listSteps } from '@cloudact/store/runs/list-steps'
import { listTransitions } from '@cloudact/store/runs/list-transitions'
import { z } from 'zod'
import { route } from '../../context.ts'
import { RunDetail, RunIdParams, toRunSummary, toStep, toTransition, Transition } from '../run-shapes.ts'

/** More steps and transitions than any run has. */
const ALL = { limit: 100_000, offset: 0 }

export const RunLogShape = RunDetail.extend({ transitions: z.array(Transition) }).meta({ id: 'RunLog' })

export const runLog = route({
  method: 'GET',
  path: '/api/v1/pipelines/logs/{org_slug}/{run_id}',
  operationId: 'runLogs',
  tag: 'Pipelines',
  summary: 'A run with its log',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: RunIdParams,
  output: RunLogShape,
  handler: ({ org, params }, { database }) => readRunLog(database, org, params.run_id),
})

/** The run, its steps and all state changes. Throws `not_found`. */
export async function readRunLog(
  database: Database,
  org: OrgSlug,
  runId: string,
): Promise<z.input<typeof RunLogShape>> {
  const run = await getRun(database, org, runId)
  const steps = await listSteps(database, org, runId, ALL)
  const transitions = await listTransitions(database, org, runId, ALL)
  return {
    ...toRunSummary(run),
    steps: steps.rows.map(toStep),
    transitions: transitions.rows.map(toTransition),
  }
}
