import type { OrgSlug } from '@cloudact/core/org-slug'
import { DEFAULT_KEY_SCOPES } from '@cloudact/core/roles'
import { apiKeyFingerprint } from '@cloudact/security/api-key'
import type { ApiKeyRow } from '@cloudact/store/api-keys/api-key-row'
import { insertApiKey } from '@cloudact/store/api-keys/insert-api-key'
import { prepareApiKey } from '@cloudact/store/api-keys/prepare-api-key'
import { revokeAllApiKeys } from '@cloudact/store/api-keys/revoke-api-keys'
import type { ApiContext } from '../context.ts'
import { API_KEYS } from './onboarding.ts'

export type ReplacedApiKey = {
  /** Shown once. */
  readonly key: string
  readonly row: ApiKeyRow
  readonly fingerprint: string
  readonly revoked: number
}

/** Ends every key of an organization and makes a new one, in one step: there is no moment with two or none. */
export async function replaceApiKey(context: ApiContext, org: OrgSlug): Promise<ReplacedApiKey> {
  const prepared = await prepareApiKey(context.kms, API_KEYS, org)
  context.secrets.register(prepared.key)
  const { row, revoked } = await context.database.transaction(async (tx) => {
    // Two rotations at once take turns, so that only the later key works.
    await tx.query('SELECT 1 FROM org_profiles WHERE org_slug = $1 FOR UPDATE', [org])
    const revoked = await revokeAllApiKeys(tx, org)
    return { revoked, row: await insertApiKey(tx, { ...prepared, scopes: DEFAULT_KEY_SCOPES }) }
  })
  return { key: prepared.key, row, fingerprint: apiKeyFingerprint(row.org_api_key_hash), revoked }
}
