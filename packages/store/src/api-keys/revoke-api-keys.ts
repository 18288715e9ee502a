import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'

/** Ends one key; its organization, or undefined when no active key has this hash. */
export async function revokeApiKey(sql: Sql, hash: string): Promise<OrgSlug | undefined> {
  const rows = await sql.query<{ org_slug: OrgSlug }>(
    `UPDATE org_api_keys SET is_active = false, encrypted_org_api_key = NULL
     WHERE org_api_key_hash = $1 AND is_active RETURNING org_slug`,
    [hash],
  )
  return rows[0]?.org_slug
}

/** Ends every key of an organization. Returns how many there were. */
export async function revokeAllApiKeys(sql: Sql, org: OrgSlug): Promise<number> {
  const rows = await sql.query(
    `UPDATE org_api_keys SET is_active = false, encrypted_org_api_key = NULL
     WHERE org_slug = $1 AND is_active RETURNING org_api_key_id`,
    [org],
  )
  return rows.length
}
