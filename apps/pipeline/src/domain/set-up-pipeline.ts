import type { Catalog } from '@cloudact/catalog/catalog'
import { findPipeline } from '@cloudact/catalog/find-pipeline'
import type { Pipeline } from '@cloudact/catalog/pipeline'
import { AppError, type FieldFault } from '@cloudact/core/errors'

/** A set-up pipeline of the operator's by path. Throws `not_found`, also for those of tenants, and `conflict` for a disabled one. */
export function requireSetUpPipeline(
  catalog: Catalog,
  path: string,
): { readonly path: string; readonly pipeline: Pipeline } {
  const found = findPipeline(catalog, path)
  if (found === undefined || !found.pipeline.system)
    throw new AppError('not_found', `There is no set-up pipeline "${path.slice(0, 120)}".`)
  if (!found.pipeline.enabled)
    throw new AppError('conflict', `The pipeline ${found.path} is switched off in this deployment.`)
  return found
}

/** Throws `invalid_input` naming every parameter that is not the pipeline's or is missing. */
export function checkParameters(
  pipeline: Pipeline,
  given: Readonly<Record<string, string>>,
): Readonly<Record<string, string>> {
  const unknown = Object.keys(given)
    .filter((name) => !Object.hasOwn(pipeline.parameters, name))
    .map((name): FieldFault => ({ path: `body.${name}`, message: 'This field is not known here.' }))
  const missing = Object.entries(pipeline.parameters)
    .filter(([name, { required }]) => required && !Object.hasOwn(given, name))
    .map(([name, { description }]): FieldFault => ({
      path: `body.${name}`,
      message: `This field is required: ${description}`,
    }))
  const faults = [...unknown, ...missing]
  if (faults.length === 0) return given
  const [first] = faults
  throw new AppError('invalid_input', `The request is not valid: ${first?.path}: ${first?.message}`, {
    faults,
  })
}
