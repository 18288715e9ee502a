import { z } from 'zod'
import { route } from '../../context.ts'
import { requireOffered, PipelineShape, toPipeline } from './pipeline-shape.ts'

export const getPipeline = route({
  method: 'GET',
  path: '/api/v1/validator/pipelines/{pipeline_id}',
  operationId: 'getPipeline',
  tag: 'Validator',
  summary: 'One pipeline',
  auth: { kind: 'public' },
  params: z.object({ pipeline_id: z.string().max(200) }),
  output: PipelineShape,
  handler: async ({ params }, context) => {
    const { path, pipeline } = requireOffered(context.catalog, params.pipeline_id)
    return toPipeline(path, pipeline)
  },
})
