import type { OrgSlug } from '@cloudact/core/org-slug'
import type { Sql } from '@cloudact/core/ports/sql'
import { CREDENTIAL_COLUMNS, type CredentialRow, type ValidationStatus } from './credential-row.ts'

/** Renames an active credential or replaces its metadata. Undefined when it is not there. */
export async function updateCredential(
  sql: Sql,
  org: OrgSlug,
  credentialId: string,
  change: {
    readonly name?: string | undefined
    readonly metadata?: Readonly<Record<string, unknown>> | undefined
    readonly userId: string | null
  },
): Promise<CredentialRow | undefined> {
  const rows = await sql.query<CredentialRow>(
    `UPDATE org_integration_credentials
     SET credential_name = coalesce($3, credential_name), metadata = coalesce($4::jsonb, metadata), updated_at = now(), updated_by_user_id = $5
     WHERE org_slug = $1 AND credential_id = $2 AND is_active RETURNING ${CREDENTIAL_COLUMNS}`,
    [
      org,
      credentialId,
      change.name ?? null,
      change.metadata ? JSON.stringify(change.metadata) : null,
      change.userId,
    ],
  )
  return rows[0]
}

/** Writes down what a check against the vendor said. */
export async function recordValidation(
  sql: Sql,
  org: OrgSlug,
  credentialId: string,
  outcome: { readonly status: ValidationStatus; readonly error: string | null },
): Promise<CredentialRow | undefined> {
  const rows = await sql.query<CredentialRow>(
    `UPDATE org_integration_credentials
     SET validation_status = $3, last_error = $4, last_validated_at = now(), updated_at = now()
     WHERE org_slug = $1 AND credential_id = $2 RETURNING ${CREDENTIAL_COLUMNS}`,
    [org, credentialId, outcome.status, outcome.error],
  )
  return rows[0]
}

/** Soft delete of every active credential of a provider: the envelope stays. Returns their ids. */
export async function deactivateCredentials(
  sql: Sql,
  org: OrgSlug,
  provider: string,
  userId: string | null,
): Promise<string[]> {
  const rows = await sql.query<{ credential_id: string }>(
    `UPDATE org_integration_credentials SET is_active = false, updated_at = now(), updated_by_user_id = $3
     WHERE org_slug = $1 AND provider = $2 AND is_active RETURNING credential_id`,
    [org, provider, userId],
  )
  return rows.map((row) => row.credential_id)
}
