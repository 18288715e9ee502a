import { z } from 'zod'
import { route } from '../../context.ts'
import { acceptStart, starting } from './accept-start.ts'

const Segment = z.string().max(100)

const ThreeSegments = z.object({
  org_slug: z.string(),
  provider: Segment,
  domain: Segment,
  pipeline: Segment,
})
const FourSegments = z.object({
  org_slug: z.string(),
  category: Segment,
  provider: Segment,
  domain: Segment,
  pipeline: Segment,
})

/** Starts a pipeline named by three segments after the organization. */
export const startRunByThree = route({
  ...starting,
  path: '/api/v1/pipelines/run/{org_slug}/{provider}/{domain}/{pipeline}',
  operationId: 'runPipeline',
  summary: 'Start a pipeline: genai/payg/openai',
  params: ThreeSegments,
  handler: (request, context) => acceptStart(request.org, threeOf(request.params), request, context),
})

/** The older name of the same. */
export const triggerRunByThree = route({
  ...starting,
  path: '/api/v1/pipelines/trigger/{org_slug}/{provider}/{domain}/{pipeline}',
  operationId: 'triggerPipeline',
  summary: 'Older name of run',
  params: ThreeSegments,
  handler: (request, context) => acceptStart(request.org, threeOf(request.params), request, context),
})

/** Starts a pipeline named by four segments after the organization. */
export const startRunByFour = route({
  ...starting,
  path: '/api/v1/pipelines/run/{org_slug}/{category}/{provider}/{domain}/{pipeline}',
  operationId: 'runCategoryPipeline',
  summary: 'Start a pipeline: cloud/aws/cost/billing',
  params: FourSegments,
  handler: (request, context) =>
    acceptStart(request.org, `${request.params.category}/${threeOf(request.params)}`, request, context),
})

function threeOf(params: Pick<z.output<typeof ThreeSegments>, 'provider' | 'domain' | 'pipeline'>): string {
  return `${params.provider}/${params.domain}/${params.pipeline}`
}
