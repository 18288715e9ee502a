import { AppError } from '@cloudact/core/errors'
import type { Services } from './services.ts'

/** The service, or `config_invalid` naming the step type that this deployment cannot run. */
export function requireService<Name extends keyof Services>(
  services: Services,
  name: Name,
  psType: string,
): NonNullable<Services[Name]> {
  const service = services[name]
  if (!service) {
    throw new AppError(
      'config_invalid',
      `Step type "${psType}" needs the ${name} service, which this deployment does not offer here.`,
    )
  }
  return service
}
