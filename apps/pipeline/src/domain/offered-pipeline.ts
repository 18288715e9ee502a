import type { Catalog } from '@cloudact/catalog/catalog'
import { findPipeline } from '@cloudact/catalog/find-pipeline'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { AppError } from '@cloudact/core/errors'

/** A pipeline tenants may start, by path or older name. Throws `not_found`, also for set-up pipelines, and `conflict` for a disabled one. */
export function requireOfferedPipeline(
  catalog: Catalog,
  name: string,
): { readonly path: string; readonly pipeline: Pipeline } {
  const found = findPipeline(catalog, name)
  if (found === undefined || found.pipeline.system)
    throw new AppError('not_found', `There is no pipeline "${name.slice(0, 120)}".`)
  if (!found.pipeline.enabled) {
    throw new AppError(
      'conflict',
      `The pipeline ${found.path} is switched off in this deployment. Ask its operator to enable it.`,
    )
  }
  return found
}
