import { formatDay } from '@cloudact/core/day'
import { readSchedulerCounts } from '@cloudact/store/schedules/scheduler-state'
import { z } from 'zod'
import { route } from '../../context.ts'

export const schedulerStatus = route({
  method: 'GET',
  path: '/api/v1/scheduler/status',
  operationId: 'schedulerStatus',
  tag: 'Scheduler',
  summary: 'Figures of the scheduler and the queue',
  auth: { kind: 'root' },
  output: z
    .object({
      total_active_pipelines: z.number(),
      pipelines_due_now: z.number(),
      pipelines_queued: z.number(),
      pipelines_running: z.number(),
      pipelines_completed_today: z.number(),
      pipelines_failed_today: z.number(),
      queue_length: z.number(),
      avg_execution_time_seconds: z.number().nullable(),
    })
    .meta({ id: 'SchedulerStatusResponse' }),
  handler: (_, { database, clock }) => readSchedulerCounts(database, formatDay(clock.now())),
})
