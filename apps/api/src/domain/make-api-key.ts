import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Transaction } from '@cloudact/core/ports/sql'
import { apiKeyFingerprint } from '@cloudact/security/api-key'
import type { ApiKeyRow } from '@cloudact/store/api-keys/api-key-row'
import { type ApiKeyTerms, insertApiKey } from '@cloudact/store/api-keys/insert-api-key'
import { countActiveApiKeys } from '@cloudact/store/api-keys/list-api-keys'
import { prepareApiKey } from '@cloudact/store/api-keys/prepare-api-key'
import type { ApiContext } from '../context.ts'
import { API_KEYS } from './onboarding.ts'

export type MadeApiKey = {
  /** Shown once. */
  readonly key: string
  readonly row: ApiKeyRow
  readonly fingerprint: string
}

/** Active keys an organization may have: far more than people can tell apart, few enough to list. */
const MOST_KEYS = 100

/**
 * Makes a key on terms that `decide` reads from the organization's keys, all in one transaction in which nobody else
 * changes them. `decide` throws to make none.
 */
export async function makeApiKey(
  context: ApiContext,
  org: OrgSlug,
  decide: (tx: Transaction) => Promise<ApiKeyTerms>,
): Promise<MadeApiKey> {
  const prepared = await prepareApiKey(context.kms, API_KEYS, org)
  context.secrets.register(prepared.key)
  const row = await context.database.transaction(async (tx) => {
    await tx.query('SELECT 1 FROM org_profiles WHERE org_slug = $1 FOR UPDATE', [org])
    const terms = await decide(tx)
    if ((await countActiveApiKeys(tx, org)) >= MOST_KEYS) {
      throw new AppError('conflict', `An organization has at most ${MOST_KEYS} API keys. Revoke one first.`)
    }
    return insertApiKey(tx, { ...prepared, ...terms })
  })
  return { key: prepared.key, row, fingerprint: apiKeyFingerprint(row.org_api_key_hash) }
}
