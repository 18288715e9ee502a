import {
  type GeneratedSecret,
  loadOrCreateRootKey,
  loadOrCreateSessionSecret,
} from '@cloudact/security/generated-secret'
import type { SecretRegistry } from '@cloudact/security/secret-registry'
import type { ApiConfig } from './config.ts'
import type { ApiEnvironment } from './env.ts'

export type ApiSecrets = {
  /** `created` tells the caller to print it: the only time it is shown. */
  readonly rootKey: GeneratedSecret
  readonly sessionSecret: string
}

/** Step three of three: given or generated, and unprintable from here on. */
export async function loadApiSecrets(
  environment: ApiEnvironment,
  config: ApiConfig,
  registry: SecretRegistry,
): Promise<ApiSecrets> {
  const folder = config.keyFolder
  const rootKey = await loadOrCreateRootKey({ folder, given: environment.CA_ROOT_API_KEY })
  const session = await loadOrCreateSessionSecret({ folder, given: environment.CLOUDACT_SESSION_SECRET })
  registry.register(rootKey.value)
  registry.register(session.value)
  return { rootKey, sessionSecret: session.value }
}
