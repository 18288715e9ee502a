import { type ProxiedRoute, proxyRoute } from '../../pipeline-service/proxy-route.ts'

const run = {
  method: 'POST',
  scope: 'pipelines:execute',
  audit: { action: 'EXECUTE', resource: 'pipeline' },
} as const
const start = { ...run, bucket: 'pipeline_start' } as const
const read = { method: 'GET', scope: 'pipelines:read' } as const
const downloads = ['application/json', 'text/csv', 'application/x-ndjson', 'text/plain']
const PIPELINES = '/api/v1/pipelines'
const RUN = `${PIPELINES}/{org_slug}/runs/{pipeline_logging_id}`
const setUp = { scope: 'root', tag: 'Set-up' } as const
const startSetUp = {
  ...setUp,
  method: 'POST',
  starts: true,
  audit: { action: 'EXECUTE', resource: 'setup_pipeline' },
} as const
const SCHEDULES = '/api/v1/scheduler/org/{org_slug}/pipelines'

/** What the pipeline service offers tenants, and the operator's set-up pipelines, under the same paths. */
const PROXIED: readonly ProxiedRoute[] = [
  {
    ...start,
    path: `${PIPELINES}/run/{org_slug}/{provider}/{domain}/{pipeline}`,
    operationId: 'runPipeline',
    summary: 'Start a pipeline named by three segments: genai/payg/openai',
  },
  {
    ...start,
    path: `${PIPELINES}/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}`,
    operationId: 'runCategoryPipeline',
    summary: 'Start a pipeline named by four segments: cloud/aws/cost/billing',
  },
  {
    ...start,
    path: `${PIPELINES}/trigger/{org_slug}/{provider}/{domain}/{pipeline}`,
    target: `${PIPELINES}/run/{org_slug}/{provider}/{domain}/{pipeline}`,
    operationId: 'triggerPipeline',
    summary: 'Older name of run',
  },
  {
    ...startSetUp,
    path: `${PIPELINES}/run/setup/{pipeline}`,
    operationId: 'runSetUpPipeline',
    summary: 'Start a set-up pipeline: setup/bootstrap. The run belongs to no organization and uses no quota',
  },
  {
    ...startSetUp,
    path: `${PIPELINES}/run/setup/{domain}/{pipeline}`,
    operationId: 'runSetUpDomainPipeline',
    summary:
      'Start a set-up pipeline: setup/organizations/onboarding. The API key it makes stays sealed: rotate it to see one',
  },
  {
    ...setUp,
    method: 'GET',
    path: `${PIPELINES}/status/setup/{run_id}`,
    operationId: 'setUpRunStatus',
    summary: 'State, steps and error of a run of a set-up pipeline',
  },
  {
    ...setUp,
    method: 'GET',
    path: `${PIPELINES}/history/setup`,
    operationId: 'setUpRunHistory',
    summary: 'Runs of set-up pipelines, newest first',
  },
  {
    ...read,
    path: `${PIPELINES}/status/{org_slug}`,
    operationId: 'pipelineStatus',
    summary: 'Which pipelines ran today, and how the last run of each ended',
  },
  {
    ...read,
    path: `${PIPELINES}/status/{org_slug}/{run_id}`,
    operationId: 'runStatus',
    summary: 'State, steps, rows and error of a run',
  },
  {
    ...read,
    path: `${PIPELINES}/history/{org_slug}`,
    operationId: 'runHistory',
    summary: 'Runs, newest first',
  },
  {
    ...read,
    path: `${PIPELINES}/logs/{org_slug}/{run_id}`,
    operationId: 'runLogs',
    summary: 'A run with its log',
  },
  {
    ...read,
    path: `${PIPELINES}/logs/{org_slug}/{run_id}/steps`,
    operationId: 'runLogSteps',
    summary: 'Step logs of a run',
  },
  {
    ...read,
    path: `${PIPELINES}/logs/{org_slug}/{run_id}/transitions`,
    operationId: 'runLogTransitions',
    summary: 'State transitions of a run',
  },
  {
    ...read,
    path: `${PIPELINES}/logs/{org_slug}/{run_id}/download`,
    operationId: 'downloadRunLog',
    summary: 'The whole log of a run as a file',
    streams: downloads,
  },
  {
    ...read,
    path: `${PIPELINES}/{org_slug}/runs`,
    operationId: 'listRuns',
    summary: 'Runs, newest first, with filters',
  },
  { ...read, path: RUN, operationId: 'getRun', summary: 'A run and its steps' },
  { ...read, path: `${RUN}/steps`, operationId: 'listRunSteps', summary: 'Step logs of a run' },
  {
    ...read,
    path: `${RUN}/transitions`,
    operationId: 'listRunTransitions',
    summary: 'State transitions of a run',
  },
  {
    ...read,
    path: `${RUN}/download`,
    operationId: 'downloadRun',
    summary: 'The whole log of a run as a file',
    streams: downloads,
  },
  {
    ...start,
    path: `${RUN}/retry`,
    operationId: 'retryRun',
    summary: 'Continue a failed run from its last good step',
  },
  { ...run, path: `${RUN}/cancel`, operationId: 'cancelRun', summary: 'Stop a run' },
  {
    ...read,
    path: `${PIPELINES}/{org_slug}/batch-runs`,
    operationId: 'listBatchRuns',
    summary: 'Batches that started many pipelines',
  },
  { ...read, path: SCHEDULES, operationId: 'listSchedules', summary: 'Schedules of the organization' },
  {
    method: 'POST',
    scope: 'pipelines:write',
    path: SCHEDULES,
    operationId: 'createSchedule',
    summary: 'Run a pipeline on a schedule',
    audit: { action: 'CREATE', resource: 'schedule' },
  },
  {
    method: 'DELETE',
    scope: 'pipelines:write',
    path: `${SCHEDULES}/{config_id}`,
    operationId: 'deleteSchedule',
    summary: 'Remove a schedule',
    audit: { action: 'DELETE', resource: 'schedule' },
  },
]

export const pipelineRoutes = PROXIED.map(proxyRoute)
