import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

const REVOKE = 'UPDATE org_api_keys SET is_active = false, encrypted_org_api_key = NULL, revoked_at = now()'

/** What is left to say of a key that was ended. */
export type RevokedApiKey = { readonly org_slug: OrgSlug; readonly org_api_key_id: string }

/** Ends one key, of one organization when one is named; undefined when no active key has this hash. */
export async function revokeApiKey(
  sql: Sql,
  hash: string,
  org?: OrgSlug,
): Promise<RevokedApiKey | undefined> {
  const rows = await sql.query<RevokedApiKey>(
    `${REVOKE} WHERE org_api_key_hash = $1 AND ($2::text IS NULL OR org_slug = $2) AND is_active
     RETURNING org_slug, org_api_key_id`,
    [hash, org ?? null],
  )
  return rows[0]
}

/** Ends every key of an organization. Returns how many there were. */
export async function revokeAllApiKeys(sql: Sql, org: OrgSlug): Promise<number> {
  const rows = await sql.query(`${REVOKE} WHERE org_slug = $1 AND is_active RETURNING org_api_key_id`, [org])
  return rows.length
}
