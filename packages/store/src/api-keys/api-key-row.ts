import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Scope } from '@cloudact/core/roles'

/** A row of `org_api_keys`, without the ciphertext. */
export type ApiKeyRow = {
  readonly org_api_key_id: string
  readonly org_slug: OrgSlug
  readonly org_api_key_hash: string
  readonly scopes: readonly Scope[]
  readonly is_active: boolean
  readonly expires_at: Date | null
  readonly created_at: Date
  readonly last_used_at: Date | null
}

export const API_KEY_COLUMNS =
  'org_api_key_id, org_slug, org_api_key_hash, scopes, is_active, expires_at, created_at, last_used_at'
