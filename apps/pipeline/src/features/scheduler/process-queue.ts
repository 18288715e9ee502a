import { z } from 'zod'
import { route, type PipelineContext } from '../../context.ts'

const shared = {
  method: 'POST',
  tag: 'Scheduler',
  summary: 'Start what is due and no longer has to wait',
  auth: { kind: 'root' },
  output: z
    .object({
      processed: z.boolean(),
      processed_count: z.number(),
      started_pipelines: z.array(z.string()),
      elapsed_seconds: z.number(),
      status: z.string(),
      message: z.string(),
    })
    .meta({ id: 'QueueProcessResponse' }),
  audit: { action: 'EXECUTE', resource: 'scheduler' },
} as const

export const processQueue = route({
  ...shared,
  path: '/api/v1/scheduler/process-queue',
  operationId: 'processQueue',
  handler: (_, context) => process(context),
})

/** The older path of the same. */
export const processQueueAlias = route({
  ...shared,
  path: '/api/v1/scheduler/queue/process',
  operationId: 'processQueueAlias',
  handler: (_, context) => process(context),
})

async function process({ scheduler, clock }: PipelineContext) {
  const startedAt = clock.now()
  const { started, waiting, failed } = await scheduler.processQueue()
  return {
    processed: started.length > 0,
    processed_count: started.length,
    started_pipelines: [...started],
    elapsed_seconds: (clock.now() - startedAt) / 1_000,
    status: started.length > 0 ? 'PROCESSED' : 'IDLE',
    message: `${started.length} started, ${waiting} waiting, ${failed} given up.`,
  }
}
