import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Scope } from '@cloudact/core/roles'

/** A row of `org_api_keys`, without the ciphertext. */
export type ApiKeyRow = {
  readonly org_api_key_id: string
  readonly org_slug: OrgSlug
  readonly org_api_key_hash: string
  readonly key_name: string | null
  readonly description: string | null
  readonly scopes: readonly Scope[]
  /** False once it was revoked. An active key may still have expired. */
  readonly is_active: boolean
  /** The organization's main key: at most one is active. */
  readonly is_main: boolean
  readonly expires_at: Date | null
  readonly created_at: Date
  readonly created_by: string | null
  readonly last_used_at: Date | null
  readonly revoked_at: Date | null
}

export const API_KEY_COLUMNS = `org_api_key_id, org_slug, org_api_key_hash, key_name, description, scopes, is_active, is_main,
  expires_at, created_at, created_by, last_used_at, revoked_at`
