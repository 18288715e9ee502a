import { recoverDeadOwners } from '@cloudact/store/runs/recover-runs'
import { z } from 'zod'
import { route } from '../../context.ts'

/** Takes runs back whose process has gone silent. The service does it by itself every few seconds. */
export const cleanupOrphaned = route({
  method: 'POST',
  path: '/api/v1/scheduler/cleanup-orphaned-pipelines',
  operationId: 'cleanupOrphanedPipelines',
  tag: 'Scheduler',
  summary: 'Take runs back from processes that have stopped',
  auth: { kind: 'root' },
  query: z.strictObject({
    timeout_minutes: z.coerce
      .number()
      .int()
      .min(10)
      .max(240)
      .optional()
      .describe(
        'Only runs whose process has been silent this long. Absent: as soon as it counts as stopped.',
      ),
  }),
  output: z
    .object({
      success: z.boolean(),
      requeued: z.array(z.string()),
      ended: z.array(z.string()),
      message: z.string(),
    })
    .meta({ id: 'CleanupOrphanedResponse' }),
  audit: { action: 'UPDATE', resource: 'pipeline' },
  handler: async ({ query }, { database, queue, clock }) => {
    const silent = query.timeout_minutes === undefined ? undefined : query.timeout_minutes * 60
    const { requeued, ended } = await recoverDeadOwners(database, queue, clock.now(), silent)
    return {
      success: true,
      requeued: [...requeued],
      ended: [...ended],
      message: `${requeued.length} runs continue, ${ended.length} ended.`,
    }
  },
})
