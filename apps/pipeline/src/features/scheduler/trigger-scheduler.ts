import { z } from 'zod'
import { route } from '../../context.ts'

/** Looks for due pipelines now, and starts them. */
export const triggerScheduler = route({
  method: 'POST',
  path: '/api/v1/scheduler/trigger',
  operationId: 'triggerScheduler',
  tag: 'Scheduler',
  summary: 'Start what is due now',
  auth: { kind: 'root' },
  query: z.strictObject({ limit: z.coerce.number().int().min(1).max(1_000).default(100) }),
  output: z
    .object({
      triggered_count: z.number(),
      queued_count: z.number(),
      skipped_count: z.number(),
      next_trigger_time: z.string().nullable(),
      details: z.record(z.string(), z.unknown()),
    })
    .meta({ id: 'TriggerSummaryResponse' }),
  audit: { action: 'EXECUTE', resource: 'scheduler' },
  handler: async ({ query }, { scheduler }) => {
    const due = await scheduler.findDue()
    const { started, waiting, failed } = await scheduler.processQueue(query.limit)
    return {
      triggered_count: started.length,
      queued_count: waiting,
      skipped_count: failed,
      next_trigger_time: null,
      details: { due, started: [...started] },
    }
  },
})
