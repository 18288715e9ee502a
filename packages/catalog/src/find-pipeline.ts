import { AppError } from '@cloudact/core/errors'
import type { Catalog } from './catalog.ts'
import type { Pipeline } from './pipeline.ts'

/** A pipeline by path or older name (`genai/payg/openai`, `openai/cost/usage_cost`), case ignored. */
export function findPipeline(
  catalog: Catalog,
  name: string,
): { readonly path: string; readonly pipeline: Pipeline } | undefined {
  const wanted = name.toLowerCase()
  const path = catalog.pipelineAliases.get(wanted) ?? wanted
  const pipeline = catalog.pipelines.get(path)
  return pipeline && { path, pipeline }
}

/** As `findPipeline`; throws `not_found`. */
export function requirePipeline(
  catalog: Catalog,
  name: string,
): { readonly path: string; readonly pipeline: Pipeline } {
  const found = findPipeline(catalog, name)
  if (!found) throw new AppError('not_found', `There is no pipeline "${name.slice(0, 120)}".`)
  return found
}
