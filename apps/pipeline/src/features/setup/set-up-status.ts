import { OPERATOR_ORG } from '@cloudact/store/organizations/operator-org'
import { z } from 'zod'
import { route } from '../../context.ts'
import { readRunStatus } from '../runs/read-run-status.ts'
import { RunStatus, WaitQuery } from '../run-shapes.ts'

export const setUpStatus = route({
  method: 'GET',
  path: '/api/v1/pipelines/status/setup/{run_id}',
  operationId: 'setUpRunStatus',
  tag: 'Set-up',
  summary: 'State, steps and error of a run of a set-up pipeline',
  auth: { kind: 'root' },
  params: z.object({ run_id: z.string().max(100) }),
  query: WaitQuery,
  output: RunStatus,
  handler: ({ params, query, signal }, context) =>
    readRunStatus(context, OPERATOR_ORG, params.run_id, query.wait, signal),
})
