import type { Catalog } from '@cloudact/catalog/catalog'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'
import { z } from 'zod'

export const PipelineShape = z
  .object({
    id: z.string(),
    name: z.string(),
    description: z.string(),
    category: z.string(),
    provider: z.string(),
    domain: z.string(),
    /** Path to run it by: `genai/payg/openai`. */
    pipeline: z.string(),
    required_integration: z.string(),
    schedule: z.string().nullable(),
    enabled: z.boolean(),
  })
  .meta({ id: 'PipelineConfig' })

export function toPipeline(path: string, pipeline: Pipeline): z.input<typeof PipelineShape> {
  return {
    id: path.replaceAll('/', '-'),
    name: pipeline.name,
    description: pipeline.description,
    category: path.split('/')[0] ?? '',
    provider: pipeline.provider ?? '',
    domain: pipeline.domain,
    pipeline: path,
    required_integration: pipeline.provider ?? '',
    schedule: pipeline.schedule ?? null,
    enabled: pipeline.enabled,
  }
}

/** Pipelines tenants may run, by path. */
export function offeredPipelines(catalog: Catalog): [string, Pipeline][] {
  return [...catalog.pipelines].filter(([, pipeline]) => !pipeline.system)
}

/** A pipeline by path, by path with dashes, or by an older name. Throws `not_found`. */
export function findPipeline(
  catalog: Catalog,
  name: string,
): { readonly path: string; readonly pipeline: Pipeline } {
  const known = offeredPipelines(catalog)
  const aliased = catalog.pipelineAliases.get(name) ?? name
  const found = known.find(([path]) => path === aliased || path.replaceAll('/', '-') === aliased)
  if (found) return { path: found[0], pipeline: found[1] }
  throw new AppError('not_found', 'There is no such pipeline. /api/v1/validator/pipelines lists them.')
}
