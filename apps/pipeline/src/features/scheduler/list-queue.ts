import { listWaitingScheduledRuns } from '@cloudact/store/schedules/scheduled-runs'
import { z } from 'zod'
import { route } from '../../context.ts'

export const listQueue = route({
  method: 'GET',
  path: '/api/v1/scheduler/queue',
  operationId: 'listQueue',
  tag: 'Scheduler',
  summary: 'Scheduled runs that are due and wait',
  auth: { kind: 'root' },
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
  output: z
    .object({
      queue: z.array(
        z.object({
          run_id: z.string(),
          org_slug: z.string(),
          pipeline_id: z.string(),
          state: z.string(),
          scheduled_time: z.string(),
        }),
      ),
      queue_length: z.number(),
    })
    .meta({ id: 'SchedulerQueueResponse' }),
  handler: async ({ query }, { database }) => {
    const waiting = await listWaitingScheduledRuns(database, query.limit)
    return {
      queue: waiting.map((row) => ({ ...row, scheduled_time: row.scheduled_time.toISOString() })),
      queue_length: waiting.length,
    }
  },
})
