import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { CREDENTIAL_COLUMNS, type CredentialRow } from './credential-row.ts'

/** Active credentials of an organization, newest first. */
export async function listCredentials(sql: Sql, org: OrgSlug): Promise<CredentialRow[]> {
  return sql.query<CredentialRow>(
    `SELECT ${CREDENTIAL_COLUMNS} FROM org_integration_credentials
     WHERE org_slug = $1 AND is_active ORDER BY created_at DESC, credential_id`,
    [org],
  )
}

/** Providers with an active credential, in order of their keys. */
export async function listConfiguredProviders(sql: Sql, org: OrgSlug): Promise<string[]> {
  const rows = await sql.query<{ provider: string }>(
    'SELECT DISTINCT provider FROM org_integration_credentials WHERE org_slug = $1 AND is_active ORDER BY provider',
    [org],
  )
  return rows.map((row) => row.provider)
}
