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
  output: z
    .object({
      success: z.boolean(),
      requeued: z.array(z.string()),
      ended: z.array(z.string()),
      message: z.string(),
    })
    .meta({ id: 'CleanupOrphanedResponse' }),
  audit: { action: 'UPDATE', resource: 'pipeline' },
  handler: async (_, { database, queue, clock }) => {
    const { requeued, ended } = await recoverDeadOwners(database, queue, clock.now())
    return {
      success: true,
      requeued: [...requeued],
      ended: [...ended],
      message: `${requeued.length} runs continue, ${ended.length} ended.`,
    }
  },
})
