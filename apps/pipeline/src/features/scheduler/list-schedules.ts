import { listPipelineConfigs } from '@cloudact/store/schedules/pipeline-configs'
import { z } from 'zod'
import { route } from '../../context.ts'
import { nextOccurrence } from '../../scheduler/occurrences.ts'
import { OrgParams } from '../run-shapes.ts'
import { Schedule, toSchedule } from './schedule-shape.ts'

export const listSchedules = route({
  method: 'GET',
  path: '/api/v1/scheduler/org/{org_slug}/pipelines',
  operationId: 'listSchedules',
  tag: 'Scheduler',
  summary: "The organization's own schedules",
  auth: { kind: 'scope', scope: 'pipelines:read' },
  params: OrgParams,
  query: z.strictObject({ is_active: z.stringbool().optional() }),
  output: z.array(Schedule),
  handler: async ({ org, query }, { database, clock }) => {
    const now = new Date(clock.now())
    const rows = await listPipelineConfigs(database, org, query.is_active)
    return rows.map((row) =>
      toSchedule({
        ...row,
        next_run_time: row.is_active ? nextOccurrence(row.schedule_cron, row.timezone, now) : null,
      }),
    )
  },
})
