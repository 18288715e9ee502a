import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { CREDENTIAL_COLUMNS, type SealedCredentialRow } from './credential-row.ts'

/**
 * The active credential of a provider with its envelope: the named one, else the newest. Expired ones are not found.
 * The organization is part of the search, so an id of another tenant finds nothing.
 */
export async function findActiveCredential(
  sql: Sql,
  query: {
    readonly org: OrgSlug
    readonly provider: string
    readonly credentialId?: string | undefined
    readonly name?: string | undefined
  },
): Promise<SealedCredentialRow | undefined> {
  const rows = await sql.query<SealedCredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS}, encrypted_credential FROM org_integration_credentials
     WHERE org_slug = $1 AND provider = $2 AND is_active AND (expires_at IS NULL OR expires_at > now())
       AND ($3::text IS NULL OR credential_id = $3)
       AND ($4::text IS NULL OR lower(coalesce(credential_name, '')) = lower($4))
     ORDER BY created_at DESC, credential_id LIMIT 1`,
    [query.org, query.provider, query.credentialId ?? null, query.name ?? null],
  )
  return rows[0]
}
