import { OPERATOR_ORG } from '@cloudact/store/organizations/operator-org'
import { route } from '../../context.ts'
import { readRunList, RunList, RunListQuery } from '../runs/list-runs.ts'

export const setUpHistory = route({
  method: 'GET',
  path: '/api/v1/pipelines/history/setup',
  operationId: 'setUpRunHistory',
  tag: 'Set-up',
  summary: 'Runs of set-up pipelines, newest first',
  auth: { kind: 'root' },
  query: RunListQuery,
  output: RunList,
  handler: ({ query }, context) => readRunList(OPERATOR_ORG, query, context),
})
