import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import type { Scope } from '@cloudact/core/roles'
import { API_KEY_COLUMNS, type ApiKeyRow } from './api-key-row.ts'

/** What a key may do, for how long, and what people see of it. */
export type ApiKeyTerms = {
  readonly scopes: readonly Scope[]
  readonly name?: string | null
  readonly description?: string | null
  /** Absent or null: until it is revoked. */
  readonly expiresAt?: Date | null
  /** True for the organization's main key. */
  readonly main?: boolean
  readonly createdBy?: string | null
}

/** Stores a prepared key. A second active main key of an organization violates an index. */
export async function insertApiKey(
  sql: Sql,
  key: ApiKeyTerms & {
    readonly keyId: string
    readonly org: OrgSlug
    readonly hash: string
    /** KMS envelope of the key, bound to its id. */
    readonly ciphertext: Uint8Array
  },
): Promise<ApiKeyRow> {
  const rows = await sql.query<ApiKeyRow>(
    `INSERT INTO org_api_keys (org_api_key_id, org_slug, org_api_key_hash, encrypted_org_api_key, scopes, key_name, description,
       expires_at, is_main, created_by)
     VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) RETURNING ${API_KEY_COLUMNS}`,
    [
      key.keyId,
      key.org,
      key.hash,
      key.ciphertext,
      key.scopes,
      key.name ?? null,
      key.description ?? null,
      key.expiresAt ?? null,
      key.main ?? false,
      key.createdBy ?? null,
    ],
  )
  const [row] = rows
  if (!row) throw new Error('INSERT … RETURNING returned no row')
  return row
}
