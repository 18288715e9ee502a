import type { SetupService } from '@cloudact/engine/services'
import { generateApiKey, hashApiKey } from '@cloudact/security/api-key'
import { createSetUpOperations } from '@cloudact/store/onboarding/set-up-operations'
import type { PipelineDependencies } from '../dependencies.ts'

/** The set-up operations of `setup.*` steps over this deployment's control plane and warehouse. */
export function createSetUp(dependencies: PipelineDependencies): SetupService {
  const { database, warehouse, kms, clock, catalog } = dependencies
  return createSetUpOperations({
    database,
    warehouse,
    kms,
    clock,
    keys: { generate: generateApiKey, hash: hashApiKey },
    plans: catalog.plans,
    tables: catalog.tables.values(),
    centralTables: catalog.centralTables.values(),
  })
}
