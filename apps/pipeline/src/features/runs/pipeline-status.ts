import { formatDay } from '@cloudact/core/day'
import { isFinal } from '@cloudact/core/run-state'
import { readPipelineStatuses } from '@cloudact/store/runs/org-pipeline-status'
import { z } from 'zod'
import { route } from '../../context.ts'
import { OrgParams } from '../run-shapes.ts'

const Status = z
  .object({
    pipeline_id: z.string(),
    pipeline: z.string(),
    last_run_id: z.string(),
    last_run: z.string(),
    status: z.string(),
    is_running: z.boolean(),
    ran_today: z.boolean(),
    succeeded_today: z.boolean(),
    last_success_at: z.string().nullable(),
    duration_ms: z.number().nullable(),
    error_message: z.string().nullable(),
  })
  .meta({ id: 'PipelineRunStatus' })

export const pipelineStatus = route({
  method: 'GET',
  path: '/api/v1/pipelines/status/{org_slug}',
  operationId: 'pipelineStatus',
  tag: 'Pipelines',
  summary: 'Which pipelines ran today, and how the last run of each ended',
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: OrgParams,
  output: z
    .object({
      org_slug: z.string(),
      check_date: z.string(),
      pipelines: z.record(z.string(), Status),
      cached: z.boolean(),
    })
    .meta({ id: 'PipelineStatusResponse' }),
  handler: async ({ org }, { database, clock }) => {
    const day = formatDay(clock.now())
    const rows = await readPipelineStatuses(database, org, day)
    const pipelines = rows.map((row): [string, z.input<typeof Status>] => [
      row.pipeline_path.replaceAll('/', '-'),
      {
        ...row,
        pipeline: row.pipeline_path,
        last_run_id: row.pipeline_logging_id,
        last_run: row.start_time.toISOString(),
        is_running: !isFinal(row.status),
        last_success_at: row.last_success_at?.toISOString() ?? null,
      },
    ])
    return { org_slug: org, check_date: day, pipelines: Object.fromEntries(pipelines), cached: false }
  },
})
