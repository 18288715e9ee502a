import { z } from 'zod'
import { route } from '../../context.ts'
import { offeredPipelines, PipelineShape, toPipeline } from './pipeline-shape.ts'

export const listPipelines = route({
  method: 'GET',
  path: '/api/v1/validator/pipelines',
  operationId: 'listPipelines',
  tag: 'Validator',
  summary: 'Pipelines of this deployment',
  auth: { kind: 'public' },
  query: z.strictObject({
    provider: z.string().max(60).optional(),
    enabled_only: z.stringbool().default(true),
  }),
  output: z.object({ success: z.boolean(), pipelines: z.array(PipelineShape), total: z.number().int() }),
  handler: async ({ query }, context) => {
    const pipelines = offeredPipelines(context.catalog)
      .filter(([, pipeline]) => !query.enabled_only || pipeline.enabled)
      .filter(
        ([, pipeline]) => query.provider === undefined || pipeline.provider === query.provider.toLowerCase(),
      )
      .map(([path, pipeline]) => toPipeline(path, pipeline))
    return { success: true, pipelines, total: pipelines.length }
  },
})
