import { generateApiKey, hashApiKey } from '@cloudact/security/api-key'
import type { ApiKeyFactory } from '@cloudact/store/api-keys/prepare-api-key'
import type { OnboardingDependencies } from '@cloudact/store/onboarding/onboard-organization'
import type { ApiContext } from '../context.ts'

export const API_KEYS: ApiKeyFactory = { generate: generateApiKey, hash: hashApiKey }

/** What the store's onboarding needs, from what a route has. */
export function onboardingDependencies(context: ApiContext): OnboardingDependencies {
  const { database, warehouse, kms, catalog, clock } = context
  return {
    database,
    warehouse,
    kms,
    clock,
    keys: API_KEYS,
    plans: catalog.plans,
    tables: catalog.tables.values(),
  }
}
