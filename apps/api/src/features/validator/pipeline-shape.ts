import type { Catalog } from '@cloudact/catalog/catalog'
import { findPipeline } from '@cloudact/catalog/find-pipeline'
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

/** A pipeline by path, path with dashes, or older name. Throws `not_found`, also for set-up pipelines. */
export function requireOffered(
  catalog: Catalog,
  name: string,
): { readonly path: string; readonly pipeline: Pipeline } {
  const dashed = offeredPipelines(catalog).find(([path]) => path.replaceAll('/', '-') === name.toLowerCase())
  const found = dashed ? { path: dashed[0], pipeline: dashed[1] } : findPipeline(catalog, name)
  if (found && !found.pipeline.system) return found
  throw new AppError('not_found', 'There is no such pipeline. /api/v1/validator/pipelines lists them.')
}
