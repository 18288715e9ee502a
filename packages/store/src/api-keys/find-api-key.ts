import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-key-row.ts'

/** The key of a hash if it works now. Notes its use, at most once a minute. */
export async function findUsableApiKey(sql: Sql, hash: string): Promise<ApiKeyRow | undefined> {
  const [row] = await sql.query<ApiKeyRow>(
    `SELECT ${API_KEY_COLUMNS} FROM org_api_keys
     WHERE org_api_key_hash = $1 AND is_active AND (expires_at IS NULL OR expires_at > now())`,
    [hash],
  )
  if (row) {
    await sql.query(
      `UPDATE org_api_keys SET last_used_at = now()
       WHERE org_api_key_id = $1 AND (last_used_at IS NULL OR last_used_at < now() - interval '1 minute')`,
      [row.org_api_key_id],
    )
  }
  return row
}

/** The organization's main key, expired or not. */
export async function findMainApiKey(sql: Sql, org: OrgSlug): Promise<ApiKeyRow | undefined> {
  const rows = await sql.query<ApiKeyRow>(
    `SELECT ${API_KEY_COLUMNS} FROM org_api_keys WHERE org_slug = $1 AND is_active AND is_main`,
    [org],
  )
  return rows[0]
}

/** An active key of an organization by its hash, expired or not. */
export async function findActiveApiKey(sql: Sql, org: OrgSlug, hash: string): Promise<ApiKeyRow | undefined> {
  const rows = await sql.query<ApiKeyRow>(
    `SELECT ${API_KEY_COLUMNS} FROM org_api_keys WHERE org_slug = $1 AND org_api_key_hash = $2 AND is_active`,
    [org, hash],
  )
  return rows[0]
}

/** The ciphertext of the organization's main key. */
export async function findSealedApiKey(
  sql: Sql,
  org: OrgSlug,
): Promise<{ readonly org_api_key_id: string; readonly encrypted_org_api_key: Uint8Array } | undefined> {
  const rows = await sql.query<{ org_api_key_id: string; encrypted_org_api_key: Uint8Array }>(
    `SELECT org_api_key_id, encrypted_org_api_key FROM org_api_keys
     WHERE org_slug = $1 AND is_active AND is_main AND encrypted_org_api_key IS NOT NULL`,
    [org],
  )
  return rows[0]
}
