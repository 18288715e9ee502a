import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Scope } from '@cloudact/core/roles'
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-key-row.ts'

export async function insertApiKey(
  sql: Sql,
  key: {
    readonly keyId: string
    readonly org: OrgSlug
    readonly hash: string
    /** KMS envelope of the key, bound to its id. */
    readonly ciphertext: Uint8Array
    readonly scopes: readonly Scope[]
  },
): Promise<ApiKeyRow> {
  const rows = await sql.query<ApiKeyRow>(
    `INSERT INTO org_api_keys (org_api_key_id, org_slug, org_api_key_hash, encrypted_org_api_key, scopes)
     VALUES ($1, $2, $3, $4, $5) RETURNING ${API_KEY_COLUMNS}`,
    [key.keyId, key.org, key.hash, key.ciphertext, key.scopes],
  )
  const [row] = rows
  if (!row) throw new Error('INSERT … RETURNING returned no row')
  return row
}
