import type { AnyRoute } from '@cloudact/http/route'
import type { ApiContext } from '../../context.ts'
import { createOrganizationApiKey } from './create.ts'
import { listApiKeysRoute } from './list.ts'
import { revokeOrganizationApiKey } from './revoke.ts'
import { rotateOrganizationApiKey } from './rotate.ts'

export const apiKeyRoutes: readonly AnyRoute<ApiContext>[] = [
  listApiKeysRoute,
  createOrganizationApiKey,
  revokeOrganizationApiKey,
  rotateOrganizationApiKey,
]
