import { AppError } from '@cloudact/core/errors'
import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { DEFAULT_KEY_SCOPES } from '@cloudact/core/roles'
import type { Caller } from '@cloudact/http/caller'
import type { ApiKeyRow } from '@cloudact/store/api-keys/api-key-row'
import { findMainApiKey } from '@cloudact/store/api-keys/find-api-key'
import type { ApiKeyTerms } from '@cloudact/store/api-keys/insert-api-key'
import { MAIN_KEY_NAME } from '@cloudact/store/api-keys/main-key'
import { revokeAllApiKeys, revokeApiKey } from '@cloudact/store/api-keys/revoke-api-keys'
import type { ApiContext } from '../context.ts'
import { callerName } from './caller-name.ts'
import { requireGrant } from './api-key-grant.ts'
import { makeApiKey, type MadeApiKey } from './make-api-key.ts'

export type ReplacedApiKey = MadeApiKey & { readonly revoked: number }

/**
 * Ends a key and makes another on the same terms, in one step: there is no moment with two or none. `find` names the
 * key; without one, a main key is made. Throws `forbidden` when the caller holds less than that key, `conflict` when
 * it has expired.
 */
export async function replaceApiKey(
  context: ApiContext,
  org: OrgSlug,
  caller: Caller,
  find: (sql: Sql) => Promise<ApiKeyRow | undefined> = (sql) => findMainApiKey(sql, org),
): Promise<ReplacedApiKey> {
  let revoked = 0
  const made = await makeApiKey(context, org, async (tx) => {
    const old = await find(tx)
    const terms = termsAfter(old, caller)
    requireGrant(caller, org, { scopes: terms.scopes, expiresAt: terms.expiresAt ?? null })
    if (old === undefined) return terms
    if (old.expires_at !== null && old.expires_at.getTime() <= context.clock.now())
      throw new AppError('conflict', 'This key has expired. Revoke it and make a new one.')
    await revokeApiKey(tx, old.org_api_key_hash, org)
    revoked = 1
    return terms
  })
  return { ...made, revoked }
}

/** Ends every key of an organization and makes one with the rights of its main key: the operator's way out of a leak. */
export async function replaceAllApiKeys(
  context: ApiContext,
  org: OrgSlug,
  caller: Caller,
): Promise<ReplacedApiKey> {
  let revoked = 0
  const made = await makeApiKey(context, org, async (tx) => {
    const terms = termsAfter(await findMainApiKey(tx, org), caller)
    revoked = await revokeAllApiKeys(tx, org)
    return { ...terms, expiresAt: null }
  })
  return { ...made, revoked }
}

function termsAfter(old: ApiKeyRow | undefined, caller: Caller): ApiKeyTerms {
  const createdBy = callerName(caller)
  if (old === undefined) return { scopes: DEFAULT_KEY_SCOPES, name: MAIN_KEY_NAME, main: true, createdBy }
  return {
    scopes: old.scopes,
    name: old.key_name,
    description: old.description,
    expiresAt: old.expires_at,
    main: old.is_main,
    createdBy,
  }
}
